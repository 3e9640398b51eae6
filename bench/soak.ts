// Does a day's worth of probes in minutes, a third of the endpoints hostile, with the program as users run it. Checks that memory and
// descriptors do not grow.
//   npm run compile && node build/bench/soak.js [probes]
import { writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { parseExposition } from '../test/fixtures/exposition.js';
import { runExporter, startFleet } from './run-exporter.js';

const probes = Number(process.argv[2] ?? 100_000);
const [healthy, hostile] = [84, 42];
const perScrape = healthy + hostile;
const rounds = Math.ceil(probes / perScrape);

const fleet = await startFleet(healthy, hostile, 'mixed');
const target = (name: string, ports: readonly number[]) => ({
  name,
  addresses: ports.map((port) => `127.0.0.1:${port}`),
  names: ['kubernetes'],
  ca: { pem: fleet.ca },
});
const config = {
  targets: [target('healthy', fleet.healthy), ...fleet.hostile.map((port) => target(`hostile-${port}`, [port]))],
  probe: { timeout: '500ms', http: false, concurrency: 64 },
};
/** Nothing to dial, so that everything open then was left open. */
const atRest = { files: [{ paths: ['/nonexistent'] }] };
const exporter = await runExporter(atRest);
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
  /** MiB: resident, and in use on the heap. */
  readonly memory: number;
  readonly heap: number;
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
    heap: sum('nodejs_heap_size_used_bytes') / 2 ** 20,
    handles: sum('nodejs_active_resources'),
    series: samples.filter(({ name }) => name.startsWith('apiserver_endpoint_')).length,
    down: ups.filter(({ value }) => value === 0).length,
  };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

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
for (let round = 0; round < rounds; round++) {
  seen.push(sample(await scrape()));
  if (process.stderr.isTTY) process.stderr.write(`\r${round + 1} of ${rounds} scrapes`);
}
const minutes = (performance.now() - begun) / 60_000;
await reload(atRest);
await delay(2000);
const after = sample(await scrape());
agent.destroy();
await exporter.end();
fleet.end();

const quarter = (at: number): readonly Sample[] =>
  seen.slice(Math.floor((at * rounds) / 4), Math.floor(((at + 1) * rounds) / 4));
const memory = [0, 1, 2, 3].map((at) => median(quarter(at).map((each) => each.memory)));
const heap = [0, 1, 2, 3].map((at) => median(quarter(at).map((each) => each.heap)));
const growth = ((memory[3] ?? NaN) / (memory[1] ?? NaN) - 1) * 100;
const wrong = seen.filter(({ down }) => down !== hostile).length;
const mib = (values: readonly number[]): string => values.map((value) => value.toFixed(1)).join(', ');
console.log(
  `${rounds * perScrape} probes in ${rounds} scrapes, a third hostile, ${minutes.toFixed(1)} min, Node ${process.versions.node}`,
);
console.log(`memory by quarter, median MiB: ${mib(memory)}; the last is ${growth.toFixed(1)} % above the second`);
console.log(`heap in use by quarter, median MiB: ${mib(heap)}`);
console.log(
  `descriptors before and after: ${before.descriptors}, ${after.descriptors}; handles: ${before.handles}, ${after.handles}`,
);
console.log(
  `series of endpoints: ${Math.min(...seen.map(({ series }) => series))} to ${Math.max(...seen.map(({ series }) => series))}`,
);
console.log(`scrapes where the number of endpoints down was not ${hostile}: ${wrong}`);
process.exitCode = growth <= 5 && before.descriptors === after.descriptors && before.handles === after.handles ? 0 : 1;
