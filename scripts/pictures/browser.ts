import { writeFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type Block, cutLine } from './cut-line.js';

/** Debian's, and what it leaves alone: nothing of the pictures comes from elsewhere. */
const executablePath = '/usr/bin/chromium';
const quiet = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'];

export function startBrowser(): Promise<Browser> {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath, args: [...quiet, '--disable-sync', ...sandbox] });
}

interface Look {
  readonly colorScheme: 'dark' | 'light';
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Opens a page in a new context, in English and UTC. */
export async function open(browser: Browser, url: string, { colorScheme, width, height }: Look): Promise<Page> {
  const viewport = { width, height };
  const context = await browser.newContext({ colorScheme, viewport, locale: 'en-US', timezoneId: 'UTC' });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(url);
  return page;
}

interface Cut {
  /** Pixels: what is below is not in the picture. */
  readonly limit: number;
  /** Selects what is not cut through, and of that, below what a picture may end. */
  readonly whole: string;
  readonly ends: string;
}

/** Writes the picture of the upper part of a page as WebP, closes the page, and says how many bytes the picture has. */
export async function shoot(page: Page, file: string, { limit, whole, ends }: Cut): Promise<void> {
  const blocks = await page.evaluate<readonly Block[]>(`[...document.querySelectorAll(${JSON.stringify(whole)})]
    .filter((block) => block.checkVisibility({ contentVisibilityAuto: true }))
    .map((block) => {
      const { top, bottom } = block.getBoundingClientRect();
      return { top, bottom, isEnd: block.matches(${JSON.stringify(ends)}) };
    })`);
  const height = Math.ceil(cutLine(blocks, limit)) + 6;
  const session = await page.context().newCDPSession(page);
  const width = page.viewportSize()?.width ?? 0;
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 80,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height, scale: 1 },
  });
  await page.context().close();
  const bytes = Buffer.from(data, 'base64');
  writeFileSync(file, bytes);
  console.log(file, bytes.length);
}
