// Measures the exporter's CPU time for each handshake of a scrape of 100 endpoints, beside a bare loop of tls.connect in the same process.
//   npm run compile && node build/bench/scrape-cpu.js
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:tls';
import { compose } from '../src/cli/composition.js';
import { targetGroups } from '../src/discovery/target-groups.js';
import { listTargets, nameTargets } from '../src/discovery/targets.js';
import { createOwnMetrics } from '../src/metrics/own-metrics.js';
import { render } from '../src/metrics/render.js';
import { probeTargets } from '../src/probe/probe-target.js';
import { configWith } from '../test/config/config-fixture.js';
import { wholeText } from '../test/fixtures/whole-text.js';
import type { BenchServers } from './apiservers.js';

const endpoints = 100;
const rounds = 7;

const child = fork(new URL('./apiservers.js', import.meta.url), [String(endpoints)]);
const [{ ports, ca }] = (await once(child, 'message')) as [BenchServers];

const config = await configWith({
  targets: [
    {
      name: 'bench',
      addresses: ports.map((port) => `127.0.0.1:${port}`),
      names: ['kubernetes', 'kubernetes.default.svc'],
      ca: { pem: ca },
      http: false,
    },
  ],
});
const composition = await compose('bench');
const dependencies = composition.probing(32);
const sources = await listTargets(nameTargets(targetGroups(config, composition.finding)), Infinity);
const own = createOwnMetrics('bench');

/** Does what a user's scrape does: probes every endpoint (two handshakes each) and renders the text. Returns the number of handshakes. */
async function scrape(): Promise<number> {
  const reports = await probeTargets(sources, dependencies, Infinity);
  await wholeText(render(reports, [own.registry], 'text'));
  return 2 * reports.flatMap((report) => report.reports).filter(({ loopback }) => loopback.state === 'found').length;
}

/** The simple alternative: does the same handshakes with tls.connect, 32 at a time, and reads the object of the certificate. */
async function bareLoop(): Promise<number> {
  const names = [undefined, 'apiserver-loopback-client'];
  const queue = ports.flatMap((port) => names.map((servername) => ({ port, servername })));
  const total = queue.length;
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { port, servername } = next;
      const socket = connect({
        host: '127.0.0.1',
        port,
        ca,
        rejectUnauthorized: false,
        ...(servername && { servername }),
      });
      await once(socket, 'secureConnect');
      socket.getPeerCertificate(true);
      socket.end();
      await once(socket, 'close');
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  return total;
}

/** Returns the milliseconds of CPU time, user and system, for each handshake. */
async function cost(work: () => Promise<number>): Promise<number> {
  const before = process.cpuUsage();
  const handshakes = await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / handshakes;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

await scrape();
await bareLoop();
const ours: number[] = [];
const bare: number[] = [];
for (let round = 0; round < rounds; round++) {
  ours.push(await cost(scrape));
  bare.push(await cost(bareLoop));
}
child.disconnect();

const format = (values: readonly number[]): string =>
  `${median(values).toFixed(2)} ms (${Math.min(...values).toFixed(2)}–${Math.max(...values).toFixed(2)})`;
console.log(
  `Node ${process.versions.node}, ${endpoints} endpoints, ${2 * endpoints} handshakes a scrape, median of ${rounds}`,
);
console.log(`exporter, CPU a handshake:    ${format(ours)}`);
console.log(`bare tls.connect, the same:   ${format(bare)}`);
console.log(`ratio:                        ${(median(ours) / median(bare)).toFixed(2)}`);
