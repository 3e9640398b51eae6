import type { ServedApi } from '../served-api.js';
import type { Items, Pod, Source, Volume } from './pod.js';

/** Files by their path in the volume. */
export type Files = Readonly<Record<string, Buffer>>;

/** Returns the files that the kubelet copies into a volume. They are read from the API, as the kubelet reads them. */
export async function kubeletFiles(api: ServedApi, pod: Pod, volume: Volume): Promise<Files> {
  const sources = volume.projected?.sources ?? [volume];
  const found = await Promise.all(sources.map((source) => filesOf(api, pod, source)));
  return Object.assign({}, ...found) as Files;
}

async function filesOf(api: ServedApi, pod: Pod, source: Source): Promise<Files> {
  const { secret, configMap, serviceAccountToken: token, downwardAPI } = source;
  if (secret !== undefined) return keysOf(api, pod, `secrets/${secret.name ?? secret.secretName}`, secret);
  if (configMap !== undefined) return keysOf(api, pod, `configmaps/${configMap.name}`, configMap);
  if (token !== undefined) return { [token.path]: Buffer.from(await tokenOf(api, pod, token.audience)) };
  const items = downwardAPI?.items ?? [];
  return Object.fromEntries(items.map(({ path, fieldRef }) => [path, Buffer.from(fieldOf(pod, fieldRef.fieldPath))]));
}

interface Keys {
  readonly data?: Readonly<Record<string, string>>;
}

async function keysOf(api: ServedApi, pod: Pod, name: string, { items, optional }: Items): Promise<Files> {
  const all = await dataOf(api, pod, name).catch((error: unknown): Files => {
    if (optional === true) return {};
    throw error;
  });
  const wanted = items ?? Object.keys(all).map((key) => ({ key, path: key }));
  return Object.fromEntries(
    wanted.map(({ key, path }) => {
      const value = all[key];
      if (value === undefined) throw new Error(`${name} has no key ${key}`);
      return [path, value];
    }),
  );
}

/** Returns the values of a Secret or ConfigMap: `name` is as in `secrets/NAME`. */
export async function dataOf(api: ServedApi, pod: Pod, name: string): Promise<Files> {
  const { data = {} } = (await api.ask(`/api/v1/namespaces/${pod.metadata.namespace}/${name}`)) as Keys;
  const encoding = name.startsWith('secrets/') ? 'base64' : 'utf8';
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, encoding)]));
}

/** A token that ends with the pod. */
async function tokenOf(api: ServedApi, { metadata, spec }: Pod, audience: string | undefined): Promise<string> {
  const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name: metadata.name, uid: metadata.uid };
  const audiences = audience === undefined ? undefined : [audience];
  const request = { boundObjectRef, expirationSeconds: 3600, audiences };
  const json = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: request };
  const path = `/api/v1/namespaces/${metadata.namespace}/serviceaccounts/${spec.serviceAccountName}/token`;
  const { status } = (await api.ask(path, { method: 'POST', json })) as { readonly status: { readonly token: string } };
  return status.token;
}

/** Returns what the downward API gives for a field. */
export function fieldOf(pod: Pod, path: string): string {
  const { name, namespace, uid } = pod.metadata;
  const values: Readonly<Record<string, string>> = {
    'metadata.name': name,
    'metadata.namespace': namespace,
    'metadata.uid': uid,
    'spec.nodeName': 'k8ctl',
    'status.hostIP': '10.225.4.51',
    'status.podIP': podAddress,
  };
  const value = values[path];
  if (value === undefined) throw new Error(`the test does not know ${path}`);
  return value;
}

/** The address of the pod that runs. Pods run one after the other. */
export const podAddress = '10.244.0.7';
