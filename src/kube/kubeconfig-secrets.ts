import { ownText } from '../bounds/limited-list.js';
import type { FailedAnswer } from './api-answer.js';
import type { ApiClient } from './api-client.js';
import type { ApiFailureKind } from './api-failure.js';
import { record } from './api-objects.js';
import { decodeBase64 } from './base64.js';
import { listPages } from './list-pages.js';
import { withRight } from './with-right.js';

/** The Secret in which Cluster API keeps the kubeconfig of a workload cluster, without what it holds. */
export interface KubeconfigSecret {
  readonly namespace: string;
  /** The name of the Cluster. */
  readonly cluster: string;
  readonly uid: string;
  /** It changes with every change of the Secret. */
  readonly resourceVersion: string;
}

export type KubeconfigSecrets =
  | {
      readonly ok: true;
      readonly secrets: readonly KubeconfigSecret[];
      /** `NAMESPACE/NAME` of those that are named like one that holds a kubeconfig, though not like that of their cluster. */
      readonly misnamed: readonly string[];
      /** Whether there are more than are used. */
      readonly truncated: boolean;
    }
  | FailedAnswer;

/** The label that Cluster API gives to all Secrets of a cluster (sigs.k8s.io/cluster-api, util/secret). */
const label = 'cluster.x-k8s.io/cluster-name';

/** An answer in this form has names and labels, and nothing of what the Secrets hold (Kubernetes API concepts, metadata-only fetches). */
const metadataOnly = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io';

/** Each has up to 60 values, and a client takes 20,000. A cluster has five Secrets. */
const [pageSize, most] = [250, 50_000];

/**
 * Lists the Secrets that hold kubeconfigs: the others with the label hold keys of CAs, and are never requested. `namespace` undefined: all of
 * them. Never rejects.
 */
export async function listKubeconfigSecrets(
  client: Pick<ApiClient, 'access' | 'get'>,
  namespace: string | undefined,
): Promise<KubeconfigSecrets> {
  const pages = await listPages(
    { access: client.access, get: (path) => client.get(path, metadataOnly) },
    { path: `${secretsPath(namespace)}?labelSelector=${encodeURIComponent(label)}`, limit: pageSize, most, decode },
  );
  if (!pages.ok) return { ok: false, failure: withRight(pages.failure, rightTo('list', namespace), client) };
  const { items, truncated } = pages;
  return {
    ok: true,
    secrets: items.filter((item) => typeof item === 'object'),
    misnamed: items.filter((item) => typeof item === 'string'),
    truncated,
  };
}

/**
 * What a Secret holds, or why that is not a kubeconfig. `gone`: it was deleted. `refused`: the API does not give this one. `unanswered`: the API
 * gives none now.
 */
export type SecretReading =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly resourceVersion: string }
  | { readonly ok: false; readonly kind: 'unusable'; readonly message: string; readonly resourceVersion: string }
  | { readonly ok: false; readonly kind: 'gone' | 'refused' | 'unanswered'; readonly message: string };

/** Reads one Secret. Messages show nothing of what it holds. Never rejects. */
export async function readKubeconfigSecret(
  client: Pick<ApiClient, 'access' | 'get'>,
  secret: Pick<KubeconfigSecret, 'namespace' | 'cluster'>,
): Promise<SecretReading> {
  const name = `${secret.cluster}${suffix}`;
  const answer = await client.get(`${secretsPath(secret.namespace)}/${encodeURIComponent(name)}`);
  if (!answer.ok) {
    const { kind, message } = withRight(answer.failure, rightTo('get', secret.namespace), client);
    return { ok: false, kind: kind === 'not_found' ? 'gone' : ofOne.has(kind) ? 'refused' : 'unanswered', message };
  }
  const { metadata, data } = record(answer.json);
  const resourceVersion = textOf(record(metadata)['resourceVersion']) ?? '';
  const bytes = bytesOf(record(data)['value']);
  if (typeof bytes !== 'string') return { ok: true, bytes, resourceVersion };
  return { ok: false, kind: 'unusable', message: `${secretText(secret)} ${bytes}`, resourceVersion };
}

/** Failures that say nothing of other Secrets. */
const ofOne: ReadonlySet<ApiFailureKind> = new Set(['forbidden', 'malformed', 'too_large']);

/** As in `Secret NAMESPACE/NAME`. */
export function secretText({ namespace, cluster }: Pick<KubeconfigSecret, 'namespace' | 'cluster'>): string {
  return `Secret ${namespace}/${cluster}${suffix}`;
}

const suffix = '-kubeconfig';

/** EKS has a second one of each cluster, which logs in by a plugin of the user (cluster-api-provider-aws). */
const ofUsers = '-user-kubeconfig';

/** A Secret that holds a kubeconfig, or the name of one that is misnamed. Undefined: it holds something else. */
function decode(item: unknown): KubeconfigSecret | string | undefined {
  const metadata = record(record(item)['metadata']);
  const [namespace, name] = [textOf(metadata['namespace']), textOf(metadata['name'])];
  const cluster = textOf(record(metadata['labels'])[label]) ?? '';
  if (namespace === undefined || name?.endsWith(suffix) !== true || name === `${cluster}${ofUsers}`) return undefined;
  if (name !== `${cluster}${suffix}`) return `${namespace}/${name}`;
  const [uid = '', resourceVersion = ''] = [textOf(metadata['uid']), textOf(metadata['resourceVersion'])];
  return { namespace, cluster, uid, resourceVersion };
}

/** No name or version in Kubernetes is longer. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 253 ? ownText(value) : undefined;
}

/** Returns the bytes, or says what is wrong. */
function bytesOf(value: unknown): Uint8Array | string {
  if (value === undefined || value === null || value === '') return 'has no `value`, which would be the kubeconfig';
  const bytes = typeof value === 'string' ? decodeBase64(value) : undefined;
  return bytes ?? 'has a `value` that is not base64';
}

function secretsPath(namespace: string | undefined): string {
  return namespace === undefined ? '/api/v1/secrets' : `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
}

function rightTo(verb: string, namespace: string | undefined): string {
  return `${verb} on secrets in ${namespace === undefined ? 'all namespaces' : `namespace ${namespace}`}`;
}
