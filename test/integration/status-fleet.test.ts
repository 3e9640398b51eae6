import type { Browser } from 'playwright-core';
import t, { type Test } from 'tap';
import { requireTool } from '../fixtures/tool.js';
import { accessibilityFaults, openPage, startChromium } from './chromium.js';
import { clusterName, fleetSize, bad, serveFleetPage } from './serve-fleet-page.js';
import { assertTabStops } from './assert-tab-stops.js';

const unfoldAll = 'for (const details of document.querySelectorAll("details")) details.open = true';
const phone = { viewport: { width: 360, height: 740 } };
const desk = { viewport: { width: 1440, height: 900 } };

/** The whole page in both themes, and parts of it: what was asked for, the theme, and how many plans it has. */
const looks = [
  ['', 'light', 1],
  ['', 'dark', 1],
  [`?target=${clusterName(3)}`, 'dark', 1],
  ['?target=gone', 'dark', 0],
] as const;

void t.test('the status page of a fleet in a real browser', async (t) => {
  const executable = requireTool(t, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
  if (executable === undefined) return;
  const [browser, url] = await Promise.all([startChromium(t, executable), serveFleetPage(t)]);

  await t.test('accessible on a phone, and nothing overflows it', async (t) => {
    for (const [part, colorScheme, plans] of looks) {
      const { page } = await openPage(browser, `${url}${part}`, { colorScheme, ...phone });
      t.equal(await page.locator('#plan').count(), plans, part);
      t.same(await accessibilityFaults(page), [], `${colorScheme} ${part}`);
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, part);
      await page.evaluate(unfoldAll);
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), 360, `${part}, unfolded`);
      await page.context().close();
    }
  });

  await t.test('everything of a page can be reached with the keyboard', async (t) => {
    const { page } = await openPage(browser, url, desk);
    await assertTabStops(t, page);
    const folded = page.locator('.target details:has(> .folded)').first();
    await folded.locator('> summary').press('Enter');
    t.equal(await folded.getAttribute('open'), '', 'Enter unfolds a target');
    await page.context().close();
    const second = await openPage(browser, `${url}?page=2`, desk);
    await second.page.evaluate(unfoldAll);
    await assertTabStops(t, second.page);
    await second.page.context().close();
  });

  await t.test('parts are reached by links, which keep what was asked for', (t) => follow(t, browser, url));

  await t.test('it asks again only if that is asked for', async (t) => {
    t.equal((await fetch(url)).headers.get('refresh'), null);
    const { headers } = await fetch(`${url}?refresh=30&severity=critical`);
    t.equal(headers.get('refresh'), '30; url=?severity=critical&refresh=30');
    const { page, complaints } = await openPage(browser, `${url}?refresh=30`, desk);
    await page.getByRole('link', { name: 'stop that' }).click();
    await page.waitForURL(url);
    t.same(complaints, []);
    await page.context().close();
  });

  await t.test('every part to which another one links is there', async (t) => {
    const { page } = await openPage(browser, `${url}?severity=critical&refresh=600`, desk);
    const links = await page.evaluate<readonly string[]>(
      '[...new Set([...document.querySelectorAll("main a")].map(({ href }) => href.replace(/#.*/, "")))]',
    );
    const parts = links.filter((link) => link.startsWith(`${url}?`));
    t.ok(parts.length >= 5);
    for (const link of parts) t.equal((await fetch(link)).status, 200, link);
    await page.context().close();
  });
});

/** From the whole page to its second part, to the fine targets, to one target and back. */
async function follow(t: Test, browser: Browser, url: string): Promise<void> {
  const { page, complaints } = await openPage(browser, `${url}?refresh=600`, { ...desk, javaScriptEnabled: false });
  const title = await page.title();
  const sections = page.locator('section.target');
  t.equal(await sections.count(), 20);
  await page.getByRole('link', { name: `Next: targets 21 to ${bad}` }).click();
  await page.waitForURL(`${url}?page=2&refresh=600#targets`);
  t.equal(await sections.count(), bad - 20);
  await page.getByRole('link', { name: `${fleetSize - bad} fine targets` }).click();
  await page.waitForURL(`${url}?severity=fine&refresh=600`);
  t.equal(await sections.count(), 20, 'fine ones have pages, too');
  t.equal(await page.title(), title, 'the verdict is that of all targets');
  await page.getByRole('link', { name: 'Show everything' }).click();
  await page.waitForURL(`${url}?refresh=600`);
  await page.goto(`${url}?target=${clusterName(bad)}`);
  t.equal(await sections.count(), 1);
  t.match(await page.locator('.part').innerText(), `target ${clusterName(bad)}`);
  t.same(complaints, []);
  await page.context().close();
}
