import { join } from 'node:path';
import type { Test } from 'tap';
import { type Authority, createAuthority } from '../../demo/pki.js';
import { objectsOf } from './aggregated-cases.js';
import { namespace } from './aggregated-objects.js';
import { pods } from './aggregated-pods.js';
import { startAggregatedServer } from './aggregated-server.js';
import { type ControlPlane, startControlPlane, threeNodes } from './control-plane.js';
import type { Kubernetes } from './kubernetes.js';
import { kubernetesApi, type KubernetesApi } from './kubernetes-api.js';
import { until } from './until.js';

export interface AggregatedScene {
  readonly controlPlane: ControlPlane;
  readonly api: KubernetesApi;
  /** The CA of the servers. */
  readonly authority: Authority;
  /** PEM of another CA. */
  readonly stranger: string;
  /** What kube-apiserver says of an APIService once it has tried it: the message of its condition Available. */
  readonly available: (name: string) => Promise<string>;
}

const [fine, named, expired, , headless, sixth] = pods;

/** kube-apiserver dials the endpoints of services itself, since there is no kube-proxy, and logs in there. */
const flags = (pki: string): readonly string[] => [
  '--enable-aggregator-routing=true',
  `--proxy-client-cert-file=${join(pki, 'front-proxy-client.crt')}`,
  `--proxy-client-key-file=${join(pki, 'front-proxy-client.key')}`,
  `--requestheader-client-ca-file=${join(pki, 'front-proxy-ca.crt')}`,
  '--requestheader-allowed-names=front-proxy-client',
  '--requestheader-username-headers=X-Remote-User',
  '--requestheader-group-headers=X-Remote-Group',
  '--requestheader-extra-headers-prefix=X-Remote-Extra-',
];

/** Starts a real kube-apiserver, and simple servers behind APIServices, each with something special. */
export async function startAggregatedScene(t: Test, kubernetes: Kubernetes): Promise<AggregatedScene> {
  const place = { hosts: [threeNodes.hosts[0]], port: threeNodes.port, loadBalancer: undefined } as const;
  const controlPlane = await startControlPlane(t, kubernetes, place, flags);
  const { admin, servers } = controlPlane;
  const api = kubernetesApi(admin, `https://${servers[0].address}`);
  const [authority, stranger] = await Promise.all(
    ['apis-ca', 'stranger'].map((commonName) => createAuthority({ commonName })),
  );
  if (authority === undefined || stranger === undefined) throw new Error('no CA');
  const now = Math.floor(Date.now() / 1000);
  const issue = async (service: string, change: object = {}) => {
    const dnsNames = [`${service}.${namespace}.svc`];
    return (await authority.issue({ commonName: service, dnsNames, ...change })).identity;
  };
  await startAggregatedServer(t, fine, await issue('fine'));
  await startAggregatedServer(t, named, await issue('other'));
  await startAggregatedServer(t, expired, await issue('expired', { notBefore: now - 7200, notAfter: now - 3600 }));
  await startAggregatedServer(t, headless, await issue('headless'));
  await startAggregatedServer(t, sixth, await issue('sixth'));

  await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const objects = objectsOf({ ca: authority.pem, stranger: stranger.pem });
  for (const object of objects) await api.create(object);
  const available = (name: string): Promise<string> =>
    until(`${name} is tried`, 20, async () => {
      const { body } = await admin(`https://${servers[0].address}/apis/apiregistration.k8s.io/v1/apiservices/${name}`);
      const { status = {} } = JSON.parse(body) as { status?: { conditions?: readonly { message: string }[] } };
      return status.conditions?.[0]?.message;
    });
  return { controlPlane, api, authority, stranger: stranger.pem, available };
}
