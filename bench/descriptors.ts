// Shows what happens when the exporter runs out of file descriptors, through its own probes and through clients that hold connections.
//   npm run --silent compile && node build/bench/descriptors.js [how many beyond those in use]
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { parseExposition } from '../test/fixtures/exposition.js';
import { runExporter, startFleet } from './run-exporter.js';

const spare = Number(process.argv[2] ?? 40);
const [many, few] = [100, 10];

const fleet = await startFleet(many, 0, 'tarpit');
const configOf = (count: number): object => ({
  targets: [
    { name: 'fleet', addresses: fleet.healthy.slice(0, count).map((port) => `127.0.0.1:${port}`), http: false },
  ],
  probe: { concurrency: 128, timeout: '2s' },
});
const exporter = await runExporter(configOf(many));
// The limit is set only now, because Node opens more descriptors than that while it starts.
const limit = exporter.usage().descriptors + spare;
execFileSync('prlimit', ['--pid', String(exporter.child.pid), `--nofile=${limit}`]);
let bad = 0;

async function scrape(what: string, expected: number): Promise<void> {
  const response = await fetch(`${exporter.url}/metrics`, { headers: { connection: 'close' } });
  const samples = parseExposition(await response.text());
  const ups = samples.filter(({ name }) => name === 'apiserver_endpoint_up');
  const up = ups.filter(({ value }) => value === 1).length;
  const failing = samples.filter(
    ({ name, labels }) =>
      name === 'apiserver_endpoint_probe_failed' &&
      labels['probe'] === 'serving' &&
      labels['reason'] === 'too_many_open_files',
  ).length;
  const good = response.status === 200 && ups.length === expected && up + failing === expected;
  if (!good) bad += 1;
  console.log(
    `${what}: ${response.status}, ${ups.length} endpoints, ${up} up, ${failing} too_many_open_files${good ? '' : '  WRONG'}`,
  );
}

async function reload(count: number): Promise<void> {
  writeFileSync(exporter.configFile, JSON.stringify(configOf(count)));
  const { status } = await fetch(`${exporter.url}/-/reload`, { method: 'POST', headers: { connection: 'close' } });
  if (status !== 200) throw new Error(exporter.log());
}

console.log(`at most ${limit} descriptors, Node ${process.versions.node}`);
for (let i = 1; i <= 3; i++) await scrape(`${many} endpoints, scrape ${i}`, many);
await reload(few);
await scrape(`${few} endpoints`, few);

const held: Socket[] = [];
for (let i = 0; i < 200; i++) {
  const socket = connect(Number(new URL(exporter.url).port), '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  held.push(socket);
}
const turnedAway = fetch(`${exporter.url}/metrics`, { signal: AbortSignal.timeout(5000) }).then(
  ({ status }) => String(status),
  () => 'no answer',
);
console.log(`200 connections that say nothing: a scrape gets ${await turnedAway}`);
for (const socket of held) socket.destroy();
await scrape('after they have gone', few);
console.log(`descriptors now: ${exporter.usage().descriptors}`);
process.exitCode = bad > 0 ? 1 : 0;
await exporter.end();
fleet.end();
