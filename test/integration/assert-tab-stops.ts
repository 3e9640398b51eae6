import type { Page } from 'playwright-core';
import type { Test } from 'tap';

/**
 * Presses Tab from the first element to the last, and compares the focused elements with all focusable ones: each link, folded part and scroller is
 * reached once, shows that it has the focus, and is on the screen.
 */
export async function assertTabStops(t: Test, page: Page): Promise<void> {
  await page.evaluate('document.activeElement.blur(), getSelection().removeAllRanges(), scrollTo(0, 0)');
  const stops = await page.evaluate<number>(
    `[...document.querySelectorAll('a[href], summary, [tabindex="0"]')].filter((each) => each.checkVisibility()).length`,
  );
  t.ok(stops > 0);
  const met = new Set<string>();
  for (let press = 0; press < stops; press += 1) {
    await page.keyboard.press('Tab');
    const [what, outline, isOnScreen] = await page.evaluate<readonly [string, string, boolean]>(`(() => {
      const all = [...document.querySelectorAll('*')];
      const { activeElement: at } = document;
      const { top, bottom, left, right } = at.getBoundingClientRect();
      const isOnScreen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && bottom > top && right > left;
      return [all.indexOf(at) + ' ' + at.localName, getComputedStyle(at).outlineStyle, isOnScreen];
    })()`);
    met.add(what);
    if (outline === 'none') t.fail(`${what} does not show that it has the focus`);
    if (!isOnScreen) t.fail(`${what} has the focus and is not on the screen`);
  }
  t.equal(met.size, stops);
  t.notMatch([...met].join(), / (body|html)\b/);
}
