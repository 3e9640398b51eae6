import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../run.js';
import type { ControlPlaneNode } from './static-pod-node.js';

/** The PATH with the simulated programs of the node first. */
export const pathOf = ({ bin }: ControlPlaneNode): string => `${bin}${delimiter}${process.env['PATH'] ?? ''}`;

/** What is behind the @ of the loopback certificate. */
export async function loopbackNumber({ address }: ControlPlaneNode): Promise<string> {
  const { stdout } = await run([
    'openssl',
    's_client',
    '-connect',
    address,
    '-servername',
    'apiserver-loopback-client',
  ]);
  return /apiserver-loopback-client@(\d+)/.exec(stdout)?.[1] ?? '';
}

/** Of all files but logs and the records of containers. */
export function checksum(folder: string): string {
  const hash = createHash('sha256');
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (path.endsWith('.log') || path.startsWith('containers') || statSync(join(folder, path)).isDirectory()) continue;
    hash.update(path).update(readFileSync(join(folder, path)));
  }
  return hash.digest('hex');
}
