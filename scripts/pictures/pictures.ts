// npm run pictures [-- FOLDER]: draws the pictures of README.md and docs, by default in docs/pictures. Chromium draws the status page, and
// Grafana's packages draw the dashboards (renderer), from what the exporter says of three simulated control planes. Needs Debian's chromium,
// prometheus and faketime, and a way to the npm registry. It takes a few minutes, and leaves nothing but the pictures.
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { startBrowser } from './browser.js';
import { drawDashboards } from './draw-dashboards.js';
import { drawStatusPage } from './draw-status-page.js';
import { firingAlerts } from './firing-alerts.js';
import { history, type Past } from './history.js';
import { installRenderer } from './install-renderer.js';
import { addSamples, startPrometheus } from './prometheus.js';
import { now, runScene } from './run-scene.js';
import { parseSamples, type Samples } from './samples.js';

const hour = 3600;
const labels = { job: 'apiserver-cert-exporter', instance: 'monitoring.example.com:10643' };

/** The scrapes of a scene, in the order of its steps. */
interface Scraped {
  readonly first: Samples;
  readonly last: Samples;
  readonly repaired: Samples;
}

const [out = 'docs/pictures'] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const folder = await mkdtemp(join(tmpdir(), 'apiserver-cert-exporter-pictures-'));
const browser = await startBrowser();
try {
  const scraped = await scrapeScene();
  await fill(scraped);
  const renderer = await installRenderer(folder);
  const prometheus = await startPrometheus(folder);
  try {
    await drawDashboards({ out, now, browser, renderer, prometheus });
  } finally {
    await prometheus.stop();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Draws the status page on the way. */
async function scrapeScene(): Promise<Scraped> {
  const scene = await runScene(folder);
  const scrape = async (): Promise<Samples> => {
    const text = await (await fetch(`${scene.url}/metrics`)).text();
    // The files of the exporter are where they would be on a host.
    return parseSamples(text.replaceAll(folder, '/etc/apiserver-cert-exporter'));
  };
  try {
    const first = await scrape();
    await scene.next();
    const last = await scrape();
    await drawStatusPage(browser, `${scene.url}/`, out);
    await scene.next();
    return { first, last, repaired: await scrape() };
  } finally {
    await scene.stop();
  }
}

/** Fills the data of Prometheus: seven days, then the alerts that follow from them. */
async function fill({ first, last, repaired }: Scraped): Promise<void> {
  const past: Readonly<Record<string, Past>> = {
    'prod-eu': { before: repaired, ago: 50 * hour },
    'prod-us': { before: first, ago: 9 * hour },
    staging: { before: first, ago: 5 * hour },
  };
  const write = async (name: string, lines: Iterable<string> | AsyncIterable<string>): Promise<void> => {
    const file = join(folder, name);
    await pipeline(Readable.from(lines), createWriteStream(file));
    await addSamples(file, folder);
  };
  await write('history.txt', history({ now, samples: last, past, earlier: first, labels }));
  const prometheus = await startPrometheus(folder);
  const alerts: string[] = [];
  try {
    for await (const line of firingAlerts(prometheus, readFileSync('config/alerts.yml', 'utf8'), now))
      alerts.push(line);
  } finally {
    await prometheus.stop();
  }
  await write('alerts.txt', alerts);
}
