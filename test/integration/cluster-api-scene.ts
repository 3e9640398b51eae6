import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { type ExpositionSample, samplesOf } from '../fixtures/exposition.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import { startTlsServer } from '../fixtures/tls-server.js';
import type { Apiserver } from './apiserver.js';
import { clusterDefinition } from './cluster-api-objects.js';
import { startControlPlane, threeNodes } from './control-plane.js';
import { type RunningExporter, serveExporter } from './exporter.js';
import { type KubernetesApi, kubernetesApi, type KubernetesObject, readManifest } from './kubernetes-api.js';
import { readRights } from './kustomize.js';
import { listedInstances } from './listed-instances.js';
import type { Kubernetes } from './kubernetes.js';
import { discovered } from './metric-names.js';
import { until } from './until.js';

/** A management cluster of Cluster API on a real kube-apiserver, and an exporter that follows it as the service account of deploy/. */
export interface ClusterApiScene {
  readonly server: Apiserver;
  readonly api: KubernetesApi;
  readonly exporter: RunningExporter;
  /** A kubeconfig of the real API server. */
  readonly real: string;
  /** Returns a kubeconfig of one of the quick TLS servers. */
  readonly quick: (index: number) => string;
  /** Replaces the rights of the service account. */
  readonly grant: (rights: readonly KubernetesObject[]) => Promise<void>;
  /** Scrapes until the samples meet the condition, and returns them. */
  readonly scrapeUntil: (
    what: string,
    holds: (samples: readonly ExpositionSample[]) => boolean,
  ) => Promise<readonly ExpositionSample[]>;
}

/** The number of workload clusters. */
export function targetsIn(samples: readonly ExpositionSample[]): number {
  return samplesOf(samples, discovered).length - 1;
}

/** The rights of deploy/ for all namespaces. */
export const clusterWide = readManifest('deploy/kustomize/cluster-api-rbac.yaml');

const quickServers = 3;

export async function startClusterApiScene(t: Test, kubernetes: Kubernetes): Promise<ClusterApiScene> {
  const controlPlane = await startControlPlane(t, kubernetes, threeNodes);
  const { folder, admin, kubeconfig, servers } = controlPlane;
  const [server] = servers;
  const api = kubernetesApi(admin, `https://${server.address}`);
  await api.create(clusterDefinition);
  const account = await prepare(api);
  writeFileSync(join(folder, 'token'), await api.tokenOf(account));
  const management = join(folder, 'management.conf');
  const cluster = { server: `https://${server.address}`, 'certificate-authority': 'pki/ca.crt' };
  writeFileSync(management, kubeconfigWith(cluster, { tokenFile: 'token' }));
  const served = async () => ((await server.get('/apis/cluster.x-k8s.io')).status === 200 ? true : undefined);
  await until('Clusters are served', 20, served);
  await until('the API lists all three', 60, async () => (await listedInstances(server)).length === 3 || undefined);
  const quick = await startQuickServers(t);
  const exporter = await serveExporter(t, folder, {
    probe: { discoveryInterval: '1s', timeout: '5s' },
    targets: [
      {
        name: 'management',
        kubeconfig: { file: management },
        discovery: 'cluster-api',
        discoveryAllow: ['127.0.0.0/8'],
      },
    ],
  });
  return {
    server,
    api,
    exporter,
    real: readFileSync(kubeconfig, 'utf8'),
    quick,
    grant: createGrants(api, clusterWide),
    scrapeUntil: (what, holds) =>
      until(what, 15, async () => {
        const samples = await exporter.scrape();
        return holds(samples) ? samples : undefined;
      }),
  };
}

/** Creates the service account, its rights, and a namespace of clusters. Returns the service account. */
async function prepare(api: KubernetesApi): Promise<KubernetesObject> {
  const own = readRights().filter(({ kind }) => kind === 'Namespace' || kind === 'ServiceAccount');
  const fleet = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'fleet' } };
  for (const object of [...own, fleet, ...clusterWide]) await api.create(object);
  return own.find(({ kind }) => kind === 'ServiceAccount')!;
}

async function startQuickServers(t: Test): Promise<ClusterApiScene['quick']> {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const { identity } = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
  const started = Array.from({ length: quickServers }, () => startTlsServer(t, identity));
  const ports = (await Promise.all(started)).map(({ port }) => port);
  const ca = Buffer.from(authority.pem).toString('base64');
  return (index) => {
    const server = `https://127.0.0.1:${ports[index % ports.length]}`;
    return kubeconfigWith({ server, 'certificate-authority-data': ca }, { token: `token-${index}` });
  };
}

function createGrants(api: KubernetesApi, first: readonly KubernetesObject[]): ClusterApiScene['grant'] {
  let granted = first;
  return async (rights) => {
    for (const object of granted) await api.remove(object);
    for (const object of rights) await api.create(object);
    granted = rights;
  };
}
