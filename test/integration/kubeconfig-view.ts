import { dirname, resolve } from 'node:path';
import type { Source } from '../../src/kube/cluster-access.js';
import { type Entry, readKubeconfig } from '../../src/kube/kubeconfig-file.js';
import { parseKubeconfigs } from '../../src/kube/kubeconfig.js';
import { joinHostPort } from '../../src/net/address.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a kubeconfig says, in a form that does not depend on who has read it; or that it is refused. */
export type KubeconfigView = 'refused' | Readonly<Record<string, unknown>>;

const lists = { clusters: 'cluster', contexts: 'context', users: 'user' } as const;

/** The view of what `kubectl config view --raw -o json` prints. */
export function kubectlView(path: string, stdout: string): KubeconfigView {
  const printed = JSON.parse(stdout) as Fields;
  const views = Object.entries(lists).map(([list, key]) => {
    const entries = (printed[list] ?? []) as readonly Fields[];
    return [list, entries.map((each) => [each['name'], fieldsOf((each[key] ?? {}) as Fields, path)] as const)] as const;
  });
  return view(printed['current-context'] as string, views);
}

/** Our own view of the same file. */
export function ownView(path: string, bytes: Uint8Array): KubeconfigView {
  const read = readKubeconfig({ path, bytes });
  if (!read.ok) return 'refused';
  const views = (['clusters', 'contexts', 'users'] as const).map((list) => {
    const entries = [...read.file[list].values()] as readonly Entry<Fields>[];
    return [list, entries.map(({ name, fields }) => [name, fieldsOf(fields, path)] as const)] as const;
  });
  return view(read.file.currentContext ?? '', views);
}

function view(
  current: string,
  views: readonly (readonly [string, readonly (readonly [unknown, Fields])[]])[],
): KubeconfigView {
  const sorted = views.map(([list, entries]) => [
    list,
    [...entries].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ]);
  return { current, ...(Object.fromEntries(sorted) as Fields) };
}

/** Names of fields whose files kubectl makes relative or absolute. */
const paths = new Set(['certificate-authority', 'client-certificate', 'client-key', 'tokenFile']);

/** Leaves out what is empty, which kubectl does not print, and what is not compared. */
function fieldsOf(fields: Fields, path: string): Fields {
  const kept = Object.entries(fields).filter(([key, value]) => key !== 'extensions' && !isEmpty(value));
  return Object.fromEntries(kept.map(([key, value]) => [key, normal(key, value, path)]));
}

function normal(key: string, value: unknown, path: string): unknown {
  if (paths.has(key)) return resolve(dirname(path), value as string);
  if (key.endsWith('-data')) return Buffer.from(value as string, 'base64').toString('base64');
  if (key === 'exec') return { interactiveMode: defaultMode(value as Fields), ...(normal('', value, path) as Fields) };
  if (typeof value !== 'object' || value === null) return value ?? '';
  if (Array.isArray(value)) return value.map((item: unknown) => normal('', item ?? (key === 'env' ? {} : ''), path));
  const entries = Object.entries(value as Fields)
    .filter(([, inner]) => !isEmpty(inner))
    .map(([name, inner]) => [name, normal(name, inner, path)] as const)
    .sort();
  return Object.fromEntries(entries);
}

/** kubectl prints the default. */
function defaultMode({ apiVersion }: Fields): string {
  return apiVersion === 'client.authentication.k8s.io/v1beta1' ? 'IfAvailable' : '';
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

/** What a client uses: server, what it verifies, and the login. */
export type AccessView = Readonly<Record<string, unknown>>;

/**
 * What `kubectl config view --raw -o json` says of the current context. `--minify` would leave out a cluster or a user
 * whose name is empty, which clients use where a context names none.
 */
export function kubectlAccess(path: string, stdout: string): AccessView {
  const { current, ...lists } = kubectlView(path, stdout) as Readonly<Record<string, unknown>>;
  const named = (list: 'clusters' | 'contexts' | 'users', wanted: unknown): Fields => {
    const entries = lists[list] as readonly (readonly [unknown, Fields])[];
    return entries.find(([name]) => name === wanted)?.[1] ?? {};
  };
  const context = named('contexts', current);
  const cluster = named('clusters', context['cluster'] ?? '');
  const user = named('users', context['user'] ?? '');
  const file = (fields: Fields, key: string): unknown => fields[key] ?? fields[`${key}-data`];
  return {
    server: serverText((cluster['server'] ?? '') as string),
    serverName: cluster['tls-server-name'],
    insecure: cluster['insecure-skip-tls-verify'] ?? false,
    ca: file(cluster, 'certificate-authority'),
    certificate: file(user, 'client-key') === undefined ? undefined : file(user, 'client-certificate'),
    key: file(user, 'client-certificate') === undefined ? undefined : file(user, 'client-key'),
    token: user['tokenFile'] ?? user['token'],
  };
}

/** The same by our own reading. Undefined: the current context cannot be used, or not by us, which a problem says. */
export function ownAccess(path: string, bytes: Uint8Array): AccessView | undefined {
  const parsed = parseKubeconfigs([{ path, bytes }]);
  if (!parsed.ok) return undefined;
  const { server, serverName, insecure, ca, clientCertificate, token } = parsed.access;
  return {
    server: `${joinHostPort(server.host.text, server.port)}${server.path}`,
    serverName: serverName?.text,
    insecure,
    ca: encoded(ca),
    certificate: encoded(clientCertificate?.certificate),
    key: encoded(clientCertificate?.key),
    token: token?.kind === 'inline' ? token.text.reveal() : token?.path,
  };
}

function serverText(server: string): string {
  if (server === '') return 'none';
  const { host, port, pathname } = new URL(server.includes('://') ? server : `https://${server}`);
  return `${host}${port === '' ? ':443' : ''}${pathname.replace(/\/+$/, '')}`;
}

function encoded(source: Source | undefined): string | undefined {
  if (source === undefined) return undefined;
  return source.kind === 'file' ? source.path : Buffer.from(source.text.reveal(), 'latin1').toString('base64');
}
