// What the pictures show: three simulated control planes and the exporter that probes them, until stdin ends. Writes the exporter's URL, and then
// a line for each line of stdin, when the next of `steps` is done. pictures.ts runs it with a clock that always starts at the same moment.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ControlPlane, startControlPlane } from '../../demo/control-plane.js';
import { serveExporter } from '../../demo/exporter.js';
import { freePort } from '../../demo/free-port.js';

const [folder = '.'] = process.argv.slice(2);
const now = Math.floor(Date.now() / 1000);
const hour = 3600;

/** The control plane of each target, on an IP of its own. */
const targets = {
  'prod-eu': await startControlPlane(now, { address: '127.0.0.11', port: 6443 }),
  'prod-us': await startControlPlane(now, { address: '127.0.0.12', port: 6443 }),
  staging: await startControlPlane(now, { address: '127.0.0.13', port: 6443 }),
} as const;

/** Before the first, each target has the two faults of the demo. */
const steps: readonly (() => Promise<void>)[] = [
  async () => {
    await targets['prod-us'].repair.restartLongRunning(now - 9 * hour);
    await targets['prod-us'].repair.coverExternalIp();
    await targets.staging.repair.restartLongRunning(now - 50 * hour);
    await targets.staging.repair.coverExternalIp();
    await targets.staging.apiservers.healthy.close();
  },
  async () => {
    await targets['prod-eu'].repair.coverExternalIp();
  },
];

async function configure(): Promise<string> {
  const path = join(folder, 'exporter.yml');
  const all = Object.entries(targets).map(([name, controlPlane]) => targetOf(name, controlPlane));
  await Promise.all(Object.entries(targets).map(([name, { ca }]) => writeFile(join(folder, `${name}-ca.crt`), ca)));
  // JSON is YAML.
  await writeFile(path, JSON.stringify({ targets: all, files: [{ paths: ['*-ca.crt'] }] }));
  return path;
}

function targetOf(name: string, { addresses, names, ca }: ControlPlane): object {
  const labels = { env: name === 'staging' ? 'staging' : 'prod' };
  return { name, addresses, names, ca: { pem: ca }, labels };
}

const args = ['--config.file', await configure(), '--web.listen-address', `127.0.0.1:${await freePort(0)}`];
const exporter = await serveExporter(args, new AbortController().signal);
console.log(exporter.url);
let next = 0;
for await (const line of createInterface({ input: process.stdin })) {
  await steps[next]?.();
  next += 1;
  console.log(`${line}: step ${next} is done`);
}
await exporter.stop();
await Promise.allSettled(Object.values(targets).map((controlPlane) => controlPlane.close()));
