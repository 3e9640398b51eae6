import { join } from 'node:path';
import { type BackgroundProcess, startInBackground } from './background-process.js';
import { freePort } from './free-port.js';
import type { Kubernetes } from './kubernetes.js';

export interface Etcd {
  readonly url: string;
  readonly process: BackgroundProcess;
}

export type EtcdFlags = Readonly<Record<string, string>> & { readonly 'listen-client-urls': string };

/** The flags of a single etcd on 127.0.0.1 without TLS. */
export async function flagsOfEtcd(folder: string): Promise<EtcdFlags> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peer = `http://127.0.0.1:${await freePort()}`;
  return {
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': url,
    'advertise-client-urls': url,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
    'listen-metrics-urls': `http://127.0.0.1:${await freePort()}`,
  };
}

/** It may not be ready yet; a kube-apiserver waits for it. */
export async function startEtcd({ binary }: Kubernetes, folder: string, given?: EtcdFlags): Promise<Etcd> {
  const flags = given ?? (await flagsOfEtcd(folder));
  const argv = [binary('etcd'), ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)];
  return { url: flags['listen-client-urls'], process: await startInBackground(argv, join(folder, 'etcd.log')) };
}
