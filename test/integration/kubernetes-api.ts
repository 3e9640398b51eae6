import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import type { Ask, HttpsClient } from './https-client.js';

/** An object as a manifest has it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The part of the Kubernetes API that the tests write to. */
export interface KubernetesApi {
  /** As `kubectl create` does. */
  readonly create: (object: KubernetesObject) => Promise<void>;
  /** As `kubectl delete` does, without waiting. */
  readonly remove: (object: KubernetesObject) => Promise<void>;
  /** A new token of a service account, good for an hour, as the kubelet gets it for a pod. */
  readonly tokenOf: (serviceAccount: KubernetesObject) => Promise<string>;
}

/** Every document of a manifest. */
export function readManifest(file: string): readonly KubernetesObject[] {
  return loadAll(readFileSync(file, 'utf8')) as KubernetesObject[];
}

/** `base`: `https://host:port`. What the server does not take rejects, with its answer. */
export function kubernetesApi(client: HttpsClient, base: string): KubernetesApi {
  const must = async (path: string, ask: Ask): Promise<unknown> => {
    const { status, body } = await client(`${base}${path}`, ask);
    if (status < 200 || status > 299) throw new Error(`${path}: ${status} ${body}`);
    return JSON.parse(body);
  };
  return {
    create: async (object) => {
      await must(collection(object), { method: 'POST', json: object });
    },
    remove: async (object) => {
      await must(`${collection(object)}/${object.metadata.name}`, { method: 'DELETE' });
    },
    tokenOf: async (account) => {
      const json = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { expirationSeconds: 3600 } };
      const path = `${collection(account)}/${account.metadata.name}/token`;
      const { status } = (await must(path, { method: 'POST', json })) as {
        readonly status: { readonly token: string };
      };
      return status.token;
    },
  };
}

/** The plain plural serves for every kind that is used here. */
function collection({ apiVersion, kind, metadata: { namespace } }: KubernetesObject): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${group}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${kind.toLowerCase()}s`;
}
