import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashSync } from 'bcryptjs';
import type { Test } from 'tap';
import { renderChart } from '../../deploy/chart.js';
import { createAuthority } from '../../../demo/pki.js';
import { apiServiceObject, namespace as apis, serviceObject } from '../aggregated-objects.js';
import { clusterSecret } from '../cluster-api-objects.js';
import type { KubernetesObject } from '../kubernetes-api.js';
import { chartRights } from './chart-rights.js';
import type { ChartScene } from './chart-scene.js';
import { startOperatorPrometheus } from './operator-prometheus.js';
import { request } from './pod-request.js';
import { runRelease } from './run-release.js';

const namespace = 'central';
const login = { username: 'prometheus', password: 'correct horse' };

/** Every discovery, kubeconfigs from a Secret, TLS and a user. */
const values = {
  web: { tls: { secretName: 'exporter-tls' }, users: { [login.username]: hashSync(login.password, 10) } },
  config: {
    targets: {
      fleet: { kubeconfigs: [{ secretRef: { name: 'fleet' } }], discovery: 'kubernetes' },
      management: { discovery: 'cluster-api' },
      apis: { discovery: 'aggregated' },
      balanced: { addresses: ['10.96.0.1:443'], ca: { secretKeyRef: { name: 'fleet-ca', key: 'ca.crt' } } },
    },
  },
  serviceMonitor: {
    enabled: true,
    tlsConfig: {
      ca: { secret: { name: 'exporter-tls', key: 'ca.crt' } },
      serverName: 'central-apiserver-cert-exporter.central.svc',
    },
    basicAuth: { username: { name: 'scraper', key: 'username' }, password: { name: 'scraper', key: 'password' } },
  },
};

/** Runs the chart as a central exporter, whose port needs TLS and a login. */
export async function fleetPod(t: Test, scene: ChartScene): Promise<void> {
  await scene.createNamespace(namespace, 'restricted');
  const secrets = await secretsOf(scene);
  await scene.create([...secrets.objects, ...clustersOf(scene)], namespace);
  const objects = await renderChart({ release: 'central', namespace, version: scene.kubernetes.version, values });
  const folder = join(scene.folder, 'fleet');
  mkdirSync(folder);
  const { pod, targets } = await runRelease(t, scene, { namespace, objects, folder });
  for (const target of targets) t.equal((await request(`https://${target.targets[0]}/metrics`)).status, 401);
  const prometheus = await startOperatorPrometheus(t, {
    folder: join(folder, 'prometheus'),
    targets,
    objects,
    referred: secrets.values,
  });
  await prometheus.has('apiserver_target_discovery_success{target="clusters/edge"} == 1');
  const up = await prometheus.series('apiserver_endpoint_up == 1');
  t.same(up.map(({ target }) => target).sort(), ['balanced', 'clusters/edge', 'east', 'kubernetes', 'west']);
  await prometheus.hasNo('apiserver_endpoint_certificate_trusted == 0');
  chartRights(t, scene, pod, objects);
}

interface Secrets {
  readonly objects: readonly KubernetesObject[];
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

async function secretsOf({ kubeconfig, pki }: ChartScene): Promise<Secrets> {
  const authority = await createAuthority({ commonName: 'monitoring' });
  const dnsNames = [values.serviceMonitor.tlsConfig.serverName];
  const { identity } = await authority.issue({ commonName: 'exporter', dnsNames });
  const admin = readFileSync(kubeconfig, 'utf8');
  const all = {
    'exporter-tls': { 'tls.crt': identity.cert, 'tls.key': identity.key, 'ca.crt': authority.pem },
    fleet: { east: admin, west: admin },
    'fleet-ca': { 'ca.crt': readFileSync(join(pki, 'ca.crt'), 'utf8') },
    scraper: login,
  };
  const objects = Object.entries(all).map(([name, stringData]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name },
    stringData,
  }));
  return { objects, values: all };
}

/** A workload cluster of Cluster API, and an aggregated API. */
function clustersOf({ kubeconfig }: ChartScene): readonly KubernetesObject[] {
  const namespaces = ['clusters', apis].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  const edge = clusterSecret('clusters', 'edge', { value: readFileSync(kubeconfig, 'utf8') });
  const aggregated = apiServiceObject('v1.example.com', 'example', undefined, { insecureSkipTLSVerify: true });
  return [...namespaces, edge, serviceObject('example'), aggregated];
}
