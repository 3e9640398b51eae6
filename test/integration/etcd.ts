import { join } from 'node:path';
import { type BackgroundProcess, startInBackground } from './background-process.js';
import { freePort } from './free-port.js';
import type { Kubernetes } from './kubernetes.js';

export interface Etcd {
  readonly url: string;
  readonly process: BackgroundProcess;
}

/** A single etcd on 127.0.0.1 without TLS. It may not be ready yet; a kube-apiserver waits for it. */
export async function startEtcd({ binary }: Kubernetes, folder: string): Promise<Etcd> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const peer = `http://127.0.0.1:${await freePort()}`;
  const flags = {
    'data-dir': join(folder, 'etcd'),
    'listen-client-urls': url,
    'advertise-client-urls': url,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `default=${peer}`,
  };
  const argv = [binary('etcd'), ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)];
  return { url, process: await startInBackground(argv, join(folder, 'etcd.log')) };
}
