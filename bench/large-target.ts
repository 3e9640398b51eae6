// Measures one target of very many addresses. All of them, of 127.0.0.0/8, are one server in a process of its own. It shows the CPU time and the
// longest turn of the event loop of scrapes and of the status page, their sizes, and the memory. No turn may be above 50 ms.
//   npm run --silent compile && node build/bench/large-target.js [addresses] [rounds]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApiserver } from '../demo/apiserver.js';
import { createLoopback } from '../demo/loopback.js';
import { createAuthority } from '../demo/pki.js';
import { type Answer, createClient } from './clients.js';
import { type RunningExporter, runExporter } from './run-exporter.js';
import type { Turns } from './watch-turns.js';

const [count, rounds] = [Number(process.argv[2] ?? 4096), Number(process.argv[3] ?? 3)];

interface Server {
  readonly port: number;
  readonly ca: string;
}

async function serve(): Promise<void> {
  const authority = await createAuthority({ commonName: 'kubernetes', keyAlgorithm: 'rsa-2048' });
  const serving = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: ['kubernetes', 'kubernetes.default.svc'],
    ipAddresses: ['10.96.0.1', '127.0.0.1'],
    keyAlgorithm: 'rsa-2048',
  });
  const loopback = await createLoopback({ startedAt: Math.floor(Date.now() / 1000) - 86_400 });
  const { port } = await startApiserver({
    address: '0.0.0.0',
    serving: serving.identity,
    loopback: loopback.identity,
  });
  process.send?.({ port, ca: authority.pem } satisfies Server);
  process.once('disconnect', () => process.exit());
}

const turnsFile = join(tmpdir(), `turns-${process.pid}.json`);

/** Milliseconds of CPU time of all threads of the process, in ticks of 10 ms (proc(5), stat). */
function cpuOf({ child }: RunningExporter): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

async function measure(exporter: RunningExporter, path: string): Promise<Answer> {
  const before = cpuOf(exporter);
  const answer = await createClient(exporter.url, undefined, 60)(path);
  const { status, body, milliseconds } = answer;
  const up = body.match(/^apiserver_endpoint_up\{.*\} 1$/gm)?.length ?? 0;
  console.log(
    `${path}: ${status}, ${up} up, ${(body.length / 1e6).toFixed(2)} MB, ${cpuOf(exporter) - before} ms CPU, ${milliseconds.toFixed(0)} ms; ${exporter.usage().memory.toFixed(0)} MiB`,
  );
  return answer;
}

async function main(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const [{ port, ca }] = (await once(child, 'message')) as [Server];
  const addresses = Array.from({ length: count }, (_, at) => `127.1.${at >> 8}.${at & 255}:${port}`);
  const config = {
    targets: [{ name: 'large', addresses, names: ['kubernetes'], ca: { pem: ca } }],
    probe: { timeout: '60s' },
  };
  console.log(`Node ${process.versions.node}, one target of ${count} addresses`);
  const exporter = await runExporter(config, [], {
    NODE_OPTIONS: `--import=${new URL('./watch-turns.js', import.meta.url).href}`,
    TURNS: turnsFile,
  });
  exporter.child.kill('SIGUSR2');
  for (let round = 0; round < rounds; round++) await measure(exporter, '/metrics');
  await measure(exporter, '/');
  await exporter.end();
  child.disconnect();
  const { longest, long } = JSON.parse(readFileSync(turnsFile, 'utf8')) as Turns;
  rmSync(turnsFile);
  console.log(`longest turn ${longest.toFixed(0)} ms of CPU time, ${long} above 50 ms`);
  if (longest > 50) process.exitCode = 1;
}

await (process.argv[2] === 'serve' ? serve() : main());
