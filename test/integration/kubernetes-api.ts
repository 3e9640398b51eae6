import { readFileSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import type { Ask, HttpsClient } from './https-client.js';

/** An object of a manifest. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The part of the Kubernetes API that the tests write to. */
export interface KubernetesApi {
  /** Does the same as `kubectl create --validate=strict`. Rejects also if the server has a warning, as of a deprecated API. */
  readonly create: (object: KubernetesObject) => Promise<void>;
  /** Does the same as `kubectl delete`, without waiting. */
  readonly remove: (object: KubernetesObject) => Promise<void>;
  /** Returns a new token of a service account, valid for an hour, like the kubelet's tokens for pods. */
  readonly tokenOf: (serviceAccount: KubernetesObject) => Promise<string>;
}

/** Every document of a manifest. */
export function readManifest(file: string): readonly KubernetesObject[] {
  return loadAll(readFileSync(file, 'utf8')) as KubernetesObject[];
}

/** `base`: `https://host:port`. Rejects with the server's answer if the server refuses a request. */
export function kubernetesApi(client: HttpsClient, base: string): KubernetesApi {
  const must = async (path: string, ask: Ask): Promise<unknown> => {
    const { status, body, warning } = await client(`${base}${path}`, ask);
    if (status < 200 || status > 299) throw new Error(`${path}: ${status} ${body}`);
    if (warning !== undefined) throw new Error(`${path}: ${warning}`);
    return JSON.parse(body);
  };
  return {
    create: async (object) => {
      await must(`${collection(object)}?fieldValidation=Strict`, { method: 'POST', json: object });
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

function collection({ apiVersion, kind, metadata: { namespace } }: KubernetesObject): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  return `${group}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${kind.toLowerCase().replace(/y$/, 'ie')}s`;
}
