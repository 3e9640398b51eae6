import type { webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyAlgorithms } from '../demo/key-algorithm.js';
import { createLoopback } from '../demo/loopback.js';
import { type Authority, createAuthority, type Identity } from '../demo/pki.js';

/** An API server of a cluster of three, which have a CA together. */
export interface PeerEndpoint {
  readonly cluster: string;
  /** PEM. */
  readonly ca: string;
  readonly serving: Identity;
  readonly loopback: Identity;
}

/** How many endpoints a file has. */
export const endpointsOfBlock = 150;
const endpointsOfCluster = 3;
const keyAlgorithm = 'rsa-2048';
const folder = join(tmpdir(), 'apiserver-cert-exporter-bench');
const month = 30 * 86_400_000;

/**
 * Certificates of the endpoints of a block, no two alike, with few keys. They take seconds to make, so a file of the system's temporary folder
 * keeps them for the next run, for a month.
 */
export async function blockOf(block: number): Promise<readonly PeerEndpoint[]> {
  const file = join(folder, `block-${block}.json`);
  if (existsSync(file) && Date.now() - statSync(file).mtimeMs < month)
    return JSON.parse(readFileSync(file, 'utf8')) as readonly PeerEndpoint[];
  const made = await makeBlock(block);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(made), { mode: 0o600 });
  renameSync(own, file);
  return made;
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  const { generate } = keyAlgorithms[keyAlgorithm];
  return await crypto.subtle.generateKey(generate, true, ['sign', 'verify']);
}

async function makeBlock(block: number): Promise<readonly PeerEndpoint[]> {
  const [keysOfAuthority, keys] = await Promise.all([newKeys(), newKeys()]);
  const made: PeerEndpoint[] = [];
  for (let at = 0; at < endpointsOfBlock; at += endpointsOfCluster) {
    const first = block * endpointsOfBlock + at;
    const cluster = `cluster-${String(first / endpointsOfCluster).padStart(4, '0')}`;
    const authority = await createAuthority({ commonName: 'kubernetes', keyAlgorithm, keys: keysOfAuthority });
    const indexes = Array.from({ length: endpointsOfCluster }, (_, index) => first + index);
    const makeEndpoint = async (index: number): Promise<PeerEndpoint> => ({
      cluster,
      ca: authority.pem,
      serving: await servingOf(authority, cluster, keys),
      loopback: (
        await createLoopback({ startedAt: Math.floor(Date.now() / 1000) - 86_400 - index, keyAlgorithm, keys })
      ).identity,
    });
    made.push(...(await Promise.all(indexes.map(makeEndpoint))));
  }
  return made;
}

/** As kubeadm makes them. */
async function servingOf(authority: Authority, cluster: string, keys: webcrypto.CryptoKeyPair): Promise<Identity> {
  const { identity } = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: [
      `api.${cluster}.example.com`,
      'kubernetes',
      'kubernetes.default',
      'kubernetes.default.svc',
      'kubernetes.default.svc.cluster.local',
    ],
    ipAddresses: ['10.96.0.1', '127.0.0.1'],
    keyAlgorithm,
    keys,
  });
  return identity;
}
