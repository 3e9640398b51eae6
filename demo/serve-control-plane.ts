import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { aborted } from './aborted.js';
import { startControlPlane } from './control-plane.js';

/**
 * Runs the simulated control plane of the demo alone, until a signal ends it: `--address IP`, `--port PORT` (the first of three), and `--ca FILE`,
 * to which it writes the CA of its serving certificates. It prints a line when it listens.
 */
const options = {
  address: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '6441' },
  ca: { type: 'string' },
} as const;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());

const { address, port, ca } = parseArgs({ options }).values;
const controlPlane = await startControlPlane(Math.floor(Date.now() / 1000), { address, port: Number(port) });
if (ca !== undefined) await writeFile(ca, controlPlane.ca);
console.log(`listening on ${controlPlane.addresses.join(', ')}\n`);
await aborted(stop.signal);
await controlPlane.close();
