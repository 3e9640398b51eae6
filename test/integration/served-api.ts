import type { Ask, HttpsClient } from './https-client.js';
import type { KubernetesObject } from './kubernetes-api.js';

/** A kind as an API server lists it. */
interface Kind {
  readonly kind: string;
  /** The plural, or `plural/subresource`. */
  readonly name: string;
  readonly namespaced: boolean;
}

/** What an API server says to an object. */
export interface Verdict {
  /** The HTTP status, or undefined if it does not serve the kind. */
  readonly status: number | undefined;
  /** The object as the server has completed it, or the server's Status with the reason of its refusal. */
  readonly answer: KubernetesObject & { readonly message?: string };
  readonly warning: string | undefined;
}

/** Whether the object is stored, or only judged as by `kubectl apply --dry-run=server`. */
export type Way = 'create' | 'dry-run';

/** A client that knows the kinds of an API server from the server itself, as kubectl does. */
export interface ServedApi {
  /** Posts an object with `--validate=strict`. An object without a namespace goes to this one, if its kind has namespaces. */
  readonly post: (object: KubernetesObject, namespace: string, way: Way) => Promise<Verdict>;
  /** Asks for a path, and returns its JSON. Rejects if the server refuses. */
  readonly ask: (path: string, ask?: Ask) => Promise<unknown>;
}

/** `base`: `https://host:port`. */
export function servedApi(client: HttpsClient, base: string): ServedApi {
  const kinds = new Map<string, Promise<readonly Kind[]>>();
  const kindsOf = (path: string): Promise<readonly Kind[]> => {
    const known = kinds.get(path) ?? listKinds(client, `${base}${path}`);
    kinds.set(path, known);
    return known;
  };
  return {
    post: async (object, namespace, way) => {
      const path = object.apiVersion.includes('/') ? `/apis/${object.apiVersion}` : `/api/${object.apiVersion}`;
      const found = (await kindsOf(path)).find(({ kind, name }) => kind === object.kind && !name.includes('/'));
      if (found === undefined) return { status: undefined, answer: object, warning: undefined };
      const folder = found.namespaced ? `/namespaces/${object.metadata.namespace ?? namespace}` : '';
      const query = way === 'dry-run' ? '&dryRun=All' : '';
      const url = `${base}${path}${folder}/${found.name}?fieldValidation=Strict${query}`;
      const { status, body, warning } = await client(url, { method: 'POST', json: object });
      return { status, answer: JSON.parse(body) as Verdict['answer'], warning };
    },
    ask: async (path, ask) => {
      const { status, body } = await client(`${base}${path}`, ask);
      if (status < 200 || status > 299) throw new Error(`${path}: ${status} ${body}`);
      return JSON.parse(body) as unknown;
    },
  };
}

async function listKinds(client: HttpsClient, url: string): Promise<readonly Kind[]> {
  const { status, body } = await client(url);
  if (status === 404) return [];
  if (status !== 200) throw new Error(`${url}: ${status} ${body}`);
  return (JSON.parse(body) as { readonly resources: readonly Kind[] }).resources;
}
