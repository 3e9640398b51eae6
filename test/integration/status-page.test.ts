import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { requireTool } from '../fixtures/tool.js';
import { accessibilityFaults, openPage, startChromium } from './chromium.js';
import { attribute, markup, serveStatusPage } from './serve-status-page.js';
import { assertTabStops } from './assert-tab-stops.js';

/** All folded parts. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
}

const schemes = ['light', 'dark'] as const;
const phone = { viewport: { width: 390, height: 844 } };
const desk = { viewport: { width: 1440, height: 900 } };

void t.test('the status page in a real browser', async (t) => {
  const executable = requireTool(t, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
  if (executable === undefined) return;
  const [browser, { url, folder }] = await Promise.all([startChromium(t, executable), serveStatusPage(t)]);

  await t.test('accessible in light and dark, folded and unfolded', async (t) => {
    for (const colorScheme of schemes) {
      const { page, complaints } = await openPage(browser, url, { colorScheme, ...phone });
      t.same(await accessibilityFaults(page), [], colorScheme);
      await unfold(page);
      t.ok(await page.locator('section[aria-labelledby="plan"] ol.order').isVisible(), 'the year ahead is on it');
      t.same(await accessibilityFaults(page), [], `${colorScheme}, unfolded`);
      t.same(complaints, []);
      await page.context().close();
    }
  });

  await t.test('requests only itself, and does not violate its policy', async (t) => {
    const { page, complaints, requests } = await openPage(browser, url, desk);
    await unfold(page);
    await page.locator('svg').first().hover();
    t.same(complaints, []);
    t.same(requests, [url]);
    await page.context().close();
  });

  await t.test('hostile certificates are shown as text', async (t) => {
    const { page, complaints } = await openPage(browser, url, desk);
    await unfold(page);
    const text = await page.locator('body').innerText();
    for (const shown of [markup, attribute, 'CN=api\\u{202e}moc.elpmaxe', 'a\\u{1b}[31mb'])
      t.ok(text.includes(shown), shown);
    t.notMatch(text, /[\u202e\u001b]/);
    t.match(await page.title(), /^\d critical findings, .* · apiserver-cert-exporter$/);
    const elements = await page.evaluate<readonly string[]>(
      '[...document.querySelectorAll("*")].flatMap(({ localName, attributes }) => [localName, ...[...attributes].map(({ name }) => name)])',
    );
    t.ok(elements.length > 500);
    t.same(
      elements.filter((name) => /^(script|iframe|object|img|form|base|on.*|style=)$/.test(name)),
      [],
    );
    t.same(complaints, []);
    await page.context().close();
  });

  await t.test('works without a script', async (t) => {
    const { page } = await openPage(browser, url, { ...phone, javaScriptEnabled: false });
    const remedy = page.locator('.finding pre').first();
    t.equal(await remedy.isVisible(), false);
    await page.locator('.finding summary').first().click();
    t.equal(await remedy.isVisible(), true);
    await page.context().close();
  });

  await t.test('everything can be reached and unfolded with the keyboard', (t) => walk(t, browser, url));

  await t.test('commands are copied line by line', async (t) => {
    const { page } = await openPage(browser, url, phone);
    await unfold(page);
    const [copied, lines] = await page.evaluate<readonly [string, string]>(`(() => {
      const pre = document.querySelector('.finding pre');
      getSelection().selectAllChildren(pre);
      return [getSelection().toString(), pre.textContent];
    })()`);
    t.match(lines, /kubeadm init phase certs apiserver --config .*\n/);
    t.equal(copied.trim(), lines.trim());
    await page.context().close();
  });

  await t.test('nothing overflows, from a small phone to a wide screen', async (t) => {
    const { page } = await openPage(browser, url, phone);
    await unfold(page);
    for (const width of [320, 390, 768, 1440, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      t.equal(await page.evaluate('document.documentElement.scrollWidth'), width);
    }
    await page.context().close();
  });

  await t.test('every link works', async (t) => {
    const { page } = await openPage(browser, url, desk);
    const links = await page.evaluate<readonly string[]>('[...new Set([...document.links].map(({ href }) => href))]');
    t.ok(links.some((link) => link.includes('/docs/runbooks/')));
    for (const link of links) t.equal((await fetch(link)).status, 200, link);
    await page.goto(`${url}docs/runbooks/ApiserverNameNotCovered.md`);
    t.same(await accessibilityFaults(page), []);
    await page.context().close();
  });

  await t.test('light and dark screenshots', async (t) => {
    const pictures = await Promise.all(
      schemes.map(async (colorScheme) => {
        const { page } = await openPage(browser, url, { colorScheme, ...desk });
        const path = join(folder, `${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true });
        const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
        await page.context().close();
        return { bytes: readFileSync(path), background };
      }),
    );
    for (const { bytes } of pictures) t.equal(bytes.toString('latin1', 1, 4), 'PNG');
    t.same(
      pictures.map(({ background }) => background),
      ['rgb(248, 247, 244)', 'rgb(19, 20, 22)'],
    );
  });
});

/** Unfolds a part with the keyboard, and walks through the page as it was before. */
async function walk(t: Test, browser: Browser, url: string): Promise<void> {
  const { page } = await openPage(browser, url, desk);
  await page.locator('.finding summary').first().press('Enter');
  t.equal(await page.locator('.finding details').first().getAttribute('open'), '', 'Enter unfolds');
  await page.reload();
  await assertTabStops(t, page);
  await page.context().close();
}
