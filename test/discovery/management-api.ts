import type { RequestListener } from 'node:http';
import type { Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import type { KubeconfigTargetOptions } from '../../src/discovery/find-instances.js';
import { type SimulatedApi, startSimulatedApi } from '../kube/simulated-api.js';
import { apiOptions, loginAt } from './api-options-fixture.js';

/** A Secret of the namespace `fleet`, or of that before the slash. Undefined: it has no `value`. */
export interface HeldSecret {
  readonly value: string | undefined;
  readonly version: number;
  readonly label?: string;
}

export interface ManagementApi extends SimulatedApi {
  /** By name, as in `a-kubeconfig`. */
  readonly secrets: Map<string, HeldSecret>;
  /** By name of the Cluster: its metadata and spec. */
  readonly clusters: Map<string, { readonly metadata?: object; readonly spec?: object }>;
  /** Returns the status with which a request fails, or `hang`. Undefined: it does not. */
  fault: (path: string) => number | 'hang' | undefined;
  readonly options: KubeconfigTargetOptions;
  /** The paths of the requests since the last call, without the host. */
  readonly asked: () => readonly string[];
}

/** Starts an API server that has Secrets and Clusters, as a management cluster of Cluster API. */
export async function startManagementApi(t: Test): Promise<ManagementApi> {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const { identity } = await authority.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] });
  const state: Pick<ManagementApi, 'secrets' | 'clusters' | 'fault'> = {
    secrets: new Map(),
    clusters: new Map(),
    fault: () => undefined,
  };
  const simulated = await startSimulatedApi(t, identity, answerFrom(state));
  let read = 0;
  return Object.assign(state, {
    ...simulated,
    options: apiOptions(loginAt(simulated.port, authority)),
    asked: () => {
      const paths = simulated.seen.slice(read).map(({ path }) => path);
      read = simulated.seen.length;
      return paths;
    },
  });
}

type State = Pick<ManagementApi, 'secrets' | 'clusters' | 'fault'>;

function answerFrom(state: State): RequestListener {
  return ({ url = '' }, response) => {
    const fault = state.fault(url);
    if (fault === 'hang') return;
    const found = fault === undefined ? answerTo(url, state) : undefined;
    response.writeHead(found === undefined ? (fault ?? 404) : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(found ?? { kind: 'Status', message: 'as the test says' }));
  };
}

function answerTo(url: string, { secrets, clusters }: State): unknown {
  const { pathname, searchParams } = new URL(url, 'https://api');
  if (pathname === '/apis/cluster.x-k8s.io') return { preferredVersion: { version: 'v1beta2' } };
  const [, , only, kind, name] =
    /^\/(api\/v1|apis\/cluster\.x-k8s\.io\/v1beta2)(?:\/namespaces\/([^/]+))?\/(secrets|clusters)(?:\/([^/]+))?$/.exec(
      pathname,
    ) ?? [];
  const isListed = (namespace: string): boolean => only === undefined || only === namespace;
  if (name !== undefined) return secretWith(only ?? '', name, secrets);
  if (kind === undefined) return undefined;
  const all =
    kind === 'secrets'
      ? [...secrets].flatMap(([key, held]) => (isListed(placeOf(key)[0]) ? [metadataOf(key, held)] : []))
      : [...clusters].map(([key, { metadata, spec }]) => ({
          metadata: { namespace: 'fleet', name: key, ...metadata },
          spec,
        }));
  const [limit, from] = [Number(searchParams.get('limit')), Number(searchParams.get('continue') ?? 0)];
  const next = from + limit < all.length ? String(from + limit) : '';
  return { metadata: { continue: next }, items: all.slice(from, from + limit) };
}

function placeOf(key: string): readonly [string, string] {
  const [namespace, name] = key.split('/');
  return name === undefined ? ['fleet', key] : [namespace ?? '', name];
}

function metadataOf(key: string, { version, label }: HeldSecret) {
  const [namespace, name] = placeOf(key);
  const labels = { 'cluster.x-k8s.io/cluster-name': label ?? name.replace(/-[a-z]*$/, '') };
  return { metadata: { namespace, name, uid: `uid of ${key}`, resourceVersion: String(version), labels } };
}

function secretWith(namespace: string, name: string, secrets: State['secrets']): unknown {
  const key = namespace === 'fleet' ? name : `${namespace}/${name}`;
  const held = secrets.get(key);
  if (held === undefined) return undefined;
  const data = held.value === undefined ? {} : { value: Buffer.from(held.value).toString('base64') };
  return { ...metadataOf(key, held), data };
}
