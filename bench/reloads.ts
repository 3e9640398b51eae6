// Reloads the configuration during scrapes. No scrape may fail or show two configurations at once. Every tenth file is invalid, and must be
// refused without any loss. Each server counts the probes that are under way at once: never more than one.
//   npm run --silent compile && node build/bench/reloads.js [reloads]
import { writeFileSync } from 'node:fs';
import { parseExposition } from '../test/fixtures/exposition.js';
import { runExporter, startFleet } from './run-exporter.js';

const reloads = Number(process.argv[2] ?? 1000);
const scrapers = 4;

const fleet = await startFleet(6, 2, 'mixed');
const ports = [...fleet.healthy, ...fleet.hostile];
/** The configurations share no target and no label, and probe the same endpoints. */
const configOf = (generation: string): object => ({
  targets: ports.map((port, i) => ({
    name: `${generation}-${i}`,
    addresses: [`127.0.0.1:${port}`],
    labels: { generation },
  })),
  probe: { timeout: '100ms' },
});
const generations = ['a', 'b'].map((name) => ({ name, config: JSON.stringify(configOf(name)) }));
const invalid = JSON.stringify({ targets: [{ name: 'c', addresses: ['not an address'] }] });

const exporter = await runExporter(configOf('a'));
let ended = false;
let failed = 0;
let mixed = 0;
const seen = new Map<string, number>();

async function scrape(): Promise<void> {
  const response = await fetch(`${exporter.url}/metrics`);
  const body = await response.text();
  if (response.status !== 200) failed += 1;
  const samples = parseExposition(body).filter(({ name }) => name === 'apiserver_endpoint_up');
  const shown = new Set(samples.map(({ labels }) => labels['generation'] ?? ''));
  const names = new Set(samples.map(({ labels }) => labels['target'] ?? ''));
  const [generation = ''] = shown;
  const whole =
    shown.size === 1 && names.size === ports.length && [...names].every((name) => name.startsWith(generation));
  if (!whole) mixed += 1;
  else seen.set(generation, (seen.get(generation) ?? 0) + 1);
}

async function scrapeOn(): Promise<void> {
  while (!ended) await scrape();
}

/** Whether the answer has the expected status. */
async function reload(text: string, status: number): Promise<boolean> {
  writeFileSync(exporter.configFile, text);
  const response = await fetch(`${exporter.url}/-/reload`, { method: 'POST' });
  await response.text();
  return response.status === status;
}

const begun = performance.now();
const scraping = Array.from({ length: scrapers }, scrapeOn);
let wrong = 0;
let refused = 0;
for (let i = 0; i < reloads; i++) {
  if (!(await reload(generations[(i + 1) % 2]?.config ?? '', 200))) wrong += 1;
  if (i % 10 === 0) {
    refused += 1;
    if (!(await reload(invalid, 400))) wrong += 1;
  }
}
ended = true;
await Promise.all(scraping);
const seconds = (performance.now() - begun) / 1000;
const scrapes = [...seen.values()].reduce((sum, count) => sum + count, 0) + mixed;
const { memory, descriptors } = exporter.usage();
const { most } = await fleet.counts();
const mostOf = (some: readonly number[]): number => Math.max(...some.map((port) => most[port] ?? 0));
console.log(`${reloads} reloads and ${refused} invalid files in ${seconds.toFixed(0)} s: ${wrong} with a wrong answer`);
console.log(`${scrapes} scrapes meanwhile: ${failed} failed, ${mixed} showed two configurations or a part of one`);
console.log(`by configuration: ${[...seen].map(([name, count]) => `${name} ${count}`).join(', ')}`);
console.log(
  `probes of one endpoint under way at once, as the servers count them: at most ${mostOf(fleet.healthy)}, of a hostile one ${mostOf(fleet.hostile)}`,
);
console.log(`memory of the exporter: ${memory.toFixed(0)} MiB, descriptors: ${descriptors}`);
process.exitCode = wrong + failed + mixed > 0 || seen.size < 2 || mostOf(ports) > 1 ? 1 : 0;
await exporter.end();
fleet.end();
