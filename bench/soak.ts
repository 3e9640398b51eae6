// Does a day's worth of probes in minutes, a third of the endpoints hostile, with the program as users run it. Checks that memory and
// descriptors do not grow.
//   npm run compile && node build/bench/soak.js [probes]
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseExposition } from '../test/fixtures/exposition.js';
import { startHostileServers } from '../test/fixtures/hostile-servers.js';
import { runExporter, startFleet } from './run-exporter.js';

const probes = Number(process.argv[2] ?? 100_000);
const [healthy, mixed] = [84, 36];

const fleet = await startFleet(healthy, mixed, 'mixed');
const servers = await startHostileServers([
  { chain: 'constrained', fresh: true },
  { chain: 'signatures', honest: 100 },
  { chain: 'empty', fresh: true },
  { chain: 'names', fresh: true },
  { chain: 'wide', fresh: true, onlyLoopback: true },
  { chain: 'policies', version: 'TLSv1.2', delivery: 'records' },
]);
const hostilePorts = [...fleet.hostile, ...servers.ports];
const perScrape = healthy + hostilePorts.length;
const rounds = Math.ceil(probes / perScrape);

const target = (name: string, ports: readonly number[]) => ({
  name,
  addresses: ports.map((port) => `127.0.0.1:${port}`),
  names: ['kubernetes'],
  ca: { pem: fleet.ca },
});
const config = {
  targets: [target('healthy', fleet.healthy), ...hostilePorts.map((port) => target(`hostile-${port}`, [port]))],
  probe: { timeout: '500ms', http: false, concurrency: 64 },
};
/** Nothing to dial, so that everything open then was left open. */
const atRest = { files: [{ paths: ['/nonexistent'] }] };
const heapFile = join(mkdtempSync(join(tmpdir(), 'bench-')), 'heap.json');
const exporter = await runExporter(atRest, [], {
  NODE_OPTIONS: `--import=${new URL('./weigh-heap.js', import.meta.url).href}`,
  HEAP: heapFile,
});
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

function scrape(): Promise<string> {
  return new Promise((resolve, reject) => {
    get(`${exporter.url}/metrics`, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      response.on('error', reject);
    }).on('error', reject);
  });
}

interface Sample {
  /** MiB. */
  readonly memory: number;
  readonly descriptors: number;
  /** What libuv has under way. */
  readonly handles: number;
  readonly series: number;
  readonly down: number;
}

function sample(body: string): Sample {
  const samples = parseExposition(body);
  const sum = (name: string): number =>
    samples.filter((each) => each.name === name).reduce((total, { value }) => total + value, 0);
  const ups = samples.filter(({ name }) => name === 'apiserver_endpoint_up');
  return {
    ...exporter.usage(),
    handles: sum('nodejs_active_resources'),
    series: samples.filter(({ name }) => name.startsWith('apiserver_endpoint_')).length,
    down: ups.filter(({ value }) => value === 0).length,
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

interface Weight {
  /** Bytes. */
  readonly heap: number;
  readonly resident: number;
}

/** What the exporter holds after a collection of garbage. */
async function weigh(): Promise<Weight> {
  rmSync(heapFile, { force: true });
  exporter.child.kill('SIGUSR2');
  for (;;) {
    await delay(50);
    if (existsSync(heapFile) && statSync(heapFile).size > 0)
      return JSON.parse(readFileSync(heapFile, 'utf8')) as Weight;
  }
}

async function reload(next: object): Promise<void> {
  writeFileSync(exporter.configFile, JSON.stringify(next));
  const { status } = await fetch(`${exporter.url}/-/reload`, { method: 'POST', headers: { connection: 'close' } });
  if (status !== 200) throw new Error(exporter.log());
}

await reload(config);
for (let i = 0; i < 5; i++) await scrape();
await reload(atRest);
await delay(2000);
const before = sample(await scrape());
await reload(config);
const begun = performance.now();
const seen: Sample[] = [];
const weights: Weight[] = [];
/** So many scrapes lie between two weighings. */
const stretch = Math.max(1, Math.floor(rounds / 30));
for (let round = 0; round < rounds; round++) {
  seen.push(sample(await scrape()));
  if (round % stretch === stretch - 1) weights.push(await weigh());
  if (process.stderr.isTTY) process.stderr.write(`\r${round + 1} of ${rounds} scrapes`);
}
const minutes = (performance.now() - begun) / 60_000;
await reload(atRest);
await delay(2000);
const after = sample(await scrape());
agent.destroy();
await exporter.end();
fleet.end();
await servers.end();

/** MiB by third, and by how many percent the last is above the first. */
function byThird(values: readonly number[]): { readonly text: string; readonly growth: number } {
  const third = (at: number): number =>
    median(values.slice(Math.floor((at * values.length) / 3), Math.floor(((at + 1) * values.length) / 3)));
  const [first, second, last] = [third(0), third(1), third(2)];
  const growth = (last / first - 1) * 100;
  return {
    text: `${[first, second, last].map((value) => value.toFixed(1)).join(', ')}, ${growth.toFixed(1)} %`,
    growth,
  };
}

const memory = byThird(seen.map((each) => each.memory));
const collected = byThird(weights.map(({ resident }) => resident / 2 ** 20));
const heap = byThird(weights.map(({ heap }) => heap / 2 ** 20));
const up = seen.map(({ down }) => perScrape - down);
console.log(
  `${rounds * perScrape} probes in ${rounds} scrapes, a third hostile, ${minutes.toFixed(1)} min, Node ${process.versions.node}`,
);
console.log(`resident memory, median MiB by third, and growth from the first to the last: ${memory.text}`);
console.log(`  right after a collection of garbage: ${collected.text}`);
console.log(`heap after a collection of garbage: ${heap.text}`);
console.log(
  `descriptors before and after: ${before.descriptors}, ${after.descriptors}; handles: ${before.handles}, ${after.handles}`,
);
console.log(
  `series of endpoints: ${Math.min(...seen.map(({ series }) => series))} to ${Math.max(...seen.map(({ series }) => series))}`,
);
console.log(
  `endpoints up: ${Math.min(...up)} to ${Math.max(...up)}; scrapes with fewer than ${healthy}: ${up.filter((count) => count < healthy).length}`,
);
const flat = [memory, heap].every(({ growth }) => growth <= 5);
const equal = before.descriptors === after.descriptors && before.handles === after.handles;
process.exitCode = flat && equal ? 0 : 1;
