import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { open, shoot } from './browser.js';

const cut = {
  limit: 1500,
  whole: 'main :is(h2, h3, p, li, article)',
  ends: 'li, article',
};

/** Draws the status page at this URL in both themes, folded as it opens. */
export async function drawStatusPage(browser: Browser, url: string, out: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    const page = await open(browser, url, { colorScheme, width: 1280, height: 960 });
    const file = join(out, `status-page-${colorScheme}.webp`);
    await shoot(page, file, cut);
  }
}
