import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { open, shoot } from './browser.js';
import { type DrawnDashboard, type Drawing, drawingOf } from './drawing.js';
import type { Prometheus } from './prometheus.js';
import { serveDrawing } from './serve-drawing.js';

interface DashboardPicture {
  readonly name: 'overview' | 'apiserver' | 'exporter';
  readonly theme: Drawing['theme'];
  /** The value of the variable `target`. */
  readonly target: string;
}

const width = 1280;
const cut = { limit: 1500, whole: '[data-panel]', ends: '[data-panel="whole"]' };

const pictures: readonly DashboardPicture[] = [
  { name: 'overview', theme: 'dark', target: '.+' },
  { name: 'apiserver', theme: 'light', target: 'prod-eu' },
  { name: 'exporter', theme: 'dark', target: '.+' },
];

interface Workshop {
  /** The folder of the pictures. */
  readonly out: string;
  /** Unix seconds. */
  readonly now: number;
  readonly browser: Browser;
  /** The folder in which the renderer is installed. */
  readonly renderer: string;
  readonly prometheus: Prometheus;
}

/** Draws each dashboard that is committed. Rejects if a query or a panel fails. */
export async function drawDashboards({ out, now, browser, renderer, prometheus }: Workshop): Promise<void> {
  for (const { name, theme, target } of pictures) {
    const dashboard = JSON.parse(readFileSync(`dashboards/${name}.json`, 'utf8')) as DrawnDashboard;
    const choices = { datasource: 'Prometheus', job: '.+', instance: '.+', target };
    const drawing = await drawingOf(dashboard, { theme, width, now, choices }, prometheus);
    const { url, server } = await serveDrawing(renderer, drawing);
    try {
      const page = await open(browser, url, { colorScheme: theme, width, height: 1000 });
      await untilDrawn(page);
      await shoot(page, join(out, `${name}.webp`), cut);
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }
}

/** Waits until each panel is drawn, also in the viewport of the whole page: tables and charts draw only what it shows, and do not say when. */
async function untilDrawn(page: Page): Promise<void> {
  const ready = 'globalThis.drawn === true || globalThis.fault !== undefined';
  await page.waitForFunction(ready);
  const height = await page.evaluate<number>('document.getElementById("root").scrollHeight');
  await page.setViewportSize({ width, height });
  await page.waitForTimeout(1500);
  const fault = await page.evaluate<string | undefined>('globalThis.fault');
  if (fault !== undefined) throw new Error(fault);
}
