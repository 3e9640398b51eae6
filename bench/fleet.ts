// Measures a fleet of clusters in one run, in turn: as static targets, as kubeconfig targets written by hand, and as fleets; in a kubeconfig
// for each, and in one large kubeconfig. It shows start, first scrape, CPU time of a scrape with its ratio to the static targets, reloads, and
// memory.
//   npm run --silent compile && node build/bench/fleet.js [clusters] [rounds] [file that keeps the keys] [login]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from './clients.js';
import { kubeconfigOf, writeFleet } from './fleet-files.js';
import type { BenchCluster } from './fleet-servers.js';
import { type RunningExporter, runExporter } from './run-exporter.js';

const [count, rounds] = [Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 7)];
const login = process.argv[5] === 'login';

/** What a fleet may cost: CPU time of a scrape against the same endpoints as static targets. */
const mostRatio = 1.1;

const child = fork(new URL('./fleet-servers.js', import.meta.url), [String(count), ...process.argv.slice(4, 5)]);
const [clusters] = (await once(child, 'message')) as [readonly BenchCluster[]];
const folder = mkdtempSync(join(tmpdir(), 'bench-fleet-'));
const files = writeFleet(folder, clusters, login);

const handWritten = (file: (at: number) => string): object[] =>
  clusters.map(({ name }, at) => ({ name, kubeconfig: { file: file(at), context: name } }));
const layouts: Readonly<Record<string, object[]>> = {
  static: clusters.map(({ name, port, ca }) => ({ name, addresses: [`127.0.0.1:${port}`], ca: { pem: ca } })),
  'by hand, each': handWritten((at) => files.each[at] ?? ''),
  'by hand, one': handWritten(() => files.all),
  'fleet, each': [{ name: 'fleet', kubeconfigs: [join(folder, 'each', '*.conf')] }],
  'fleet, one': [{ name: 'fleet', kubeconfigs: [files.all] }],
};

/** Milliseconds of CPU time of all threads of the process, in ticks of 10 ms (proc(5), stat). */
function cpuOf({ child }: RunningExporter): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

interface Figure {
  readonly cpu: number;
  readonly wall: number;
}

async function figureOf(exporter: RunningExporter, work: () => Promise<void>): Promise<Figure> {
  const [before, begun] = [cpuOf(exporter), performance.now()];
  await work();
  return { cpu: cpuOf(exporter) - before, wall: performance.now() - begun };
}

/** Scrapes, and checks that every cluster was probed. */
async function scrape({ url }: RunningExporter): Promise<void> {
  const { status, body } = await createClient(url, undefined)('/metrics');
  const up = body.match(/^apiserver_endpoint_up\{.*\} 1$/gm)?.length ?? 0;
  if (status !== 200 || up !== count) console.log(`  status ${status}, ${up} of ${count} up`);
}

async function reload({ url }: RunningExporter): Promise<void> {
  const { status } = await fetch(`${url}/-/reload`, { method: 'POST' });
  if (status !== 200) console.log(`  a reload ended with ${status}`);
}

interface Running {
  readonly name: string;
  readonly exporter: RunningExporter;
  readonly config: object;
  readonly steady: Figure[];
}

const show = ({ cpu, wall }: Figure): string => `${cpu} ms CPU, ${wall.toFixed(0)} ms`;
const at = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN;

async function start(name: string, targets: object[]): Promise<Running> {
  const config = { targets, probe: { timeout: '10s' } };
  const begun = performance.now();
  const exporter = await runExporter(config);
  await fetch(`${exporter.url}/-/ready`);
  const ready = { cpu: cpuOf(exporter), wall: performance.now() - begun };
  const first = await figureOf(exporter, () => scrape(exporter));
  console.log(`${name.padEnd(14)} ready after ${show(ready)}; first scrape ${show(first)}`);
  return { name, exporter, config, steady: [] };
}

async function reloads({ name, exporter, config }: Running): Promise<void> {
  const unchanged = await figureOf(exporter, () => reload(exporter));
  writeFileSync(exporter.configFile, JSON.stringify({ ...config, probe: { timeout: '9s' } }));
  const changed = await figureOf(exporter, () => reload(exporter));
  const afterConfig = await figureOf(exporter, () => scrape(exporter));
  console.log(
    `${name.padEnd(14)} reload ${show(unchanged)}; with all targets changed ${show(changed)}; scrape after that ${show(afterConfig)}`,
  );
}

/** Changes a byte of a file, in both layouts: the next scrape reads it again. */
async function changeFile(running: readonly Running[]): Promise<void> {
  const [path = ''] = files.each;
  writeFileSync(path, `${kubeconfigOf(clusters.slice(0, 1), login)}# changed\n`);
  writeFileSync(files.all, `${kubeconfigOf(clusters, login)}# changed\n`);
  for (const { name, exporter } of running)
    console.log(
      `${name.padEnd(14)} scrape after a file has changed ${show(await figureOf(exporter, () => scrape(exporter)))}`,
    );
}

console.log(`Node ${process.versions.node}, ${count} clusters, ${login ? 'with' : 'without'} logins, ${rounds} rounds`);
const wanted = (process.env['LAYOUTS'] ?? Object.keys(layouts).join(';')).split(';');
const running: Running[] = [];
for (const name of wanted) running.push(await start(name, layouts[name] ?? []));
for (let round = 0; round < rounds; round++)
  for (const { exporter, steady } of running) steady.push(await figureOf(exporter, () => scrape(exporter)));
const base = running[0]?.steady ?? [];
for (const { name, exporter, steady } of running) {
  const [cpu, wall] = [steady.map((each) => each.cpu), steady.map((each) => each.wall)];
  const ratios = cpu.map((each, round) => each / (base[round]?.cpu ?? NaN));
  const [ratio, least, most] = [0.5, 0, 0.999].map((part) => at(ratios, part).toFixed(2));
  console.log(
    `${name.padEnd(14)} scrape ${at(cpu, 0.5)} ms CPU, ${at(wall, 0.5).toFixed(0)} ms; CPU ratio ${ratio} (${least}–${most}); ${exporter.usage().memory.toFixed(0)} MiB`,
  );
  if (Number(ratio) > mostRatio) process.exitCode = 1;
}
await changeFile(running);
for (const each of running) await reloads(each);
for (const { name, exporter } of running) {
  console.log(`${name.padEnd(14)} at the end ${exporter.usage().memory.toFixed(0)} MiB`);
  await exporter.end();
}
child.disconnect();
rmSync(folder, { recursive: true });
