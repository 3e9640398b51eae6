import { delimiter } from 'node:path';
import { type Problem, quote } from '../document/problem.js';
import type { AccessResult } from './cluster-access.js';
import { readCluster } from './kubeconfig-cluster.js';
import { kubeconfigContents, type KubeconfigContents } from './kubeconfig-contents.js';
import { type Entry, type KubeconfigBytes, type KubeconfigFile, kubeconfigFile } from './kubeconfig-file.js';
import type { ClusterFields, ContextFields } from './kubeconfig-schema.js';
import { readUser } from './kubeconfig-user.js';

/**
 * Reads the context with this name, or else the current one. Several files are merged as for kubectl's KUBECONFIG (clientcmd's loading
 * rules). The first file that has a cluster, context or user of a name wins, with the whole of that entry. The first file that sets
 * current-context decides. `allowExec`: whether plugins may log in. Pure, never throws; problems show no secret.
 */
export function parseKubeconfigs(
  files: readonly KubeconfigBytes[],
  contextName?: string,
  allowExec = false,
): AccessResult {
  const contents = files.map(({ path, bytes }) => ({ path, contents: kubeconfigContents(bytes) }));
  return accessInKubeconfigs(contents, contextName, allowExec);
}

/** The same of files that were parsed already. */
export function accessInKubeconfigs(
  files: readonly { readonly path: string; readonly contents: KubeconfigContents }[],
  contextName: string | undefined,
  allowExec: boolean,
): AccessResult {
  const problems: Problem[] = [];
  const read: KubeconfigFile[] = [];
  for (const { path, contents } of files) {
    const one = kubeconfigFile(contents, path);
    if (one.ok) read.push(one.file);
    else problems.push(...one.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  const merged = merge(read);
  const chosen = chooseContext(merged, contextName, files.map(({ path }) => path).join(delimiter));
  return chosen.ok ? readContext(merged, chosen.context, allowExec) : { ok: false, problems: [chosen.problem] };
}

/** Returns the cluster of the current context, or what is wrong. `path`: the file in problems. */
export function currentCluster(file: KubeconfigFile, path: string): Entry<ClusterFields> | Problem {
  const chosen = chooseContext(file, undefined, path);
  return chosen.ok ? find(file.clusters, 'cluster', chosen.context) : chosen.problem;
}

function merge(files: readonly KubeconfigFile[]): KubeconfigFile {
  // Many targets may share one large file.
  if (files[0] !== undefined && files.length === 1) return files[0];
  // A Map keeps the last of several equal keys.
  const backwards = [...files].reverse();
  return {
    currentContext: files.find(({ currentContext }) => currentContext !== undefined)?.currentContext,
    clusters: new Map(backwards.flatMap(({ clusters }) => [...clusters])),
    contexts: new Map(backwards.flatMap(({ contexts }) => [...contexts])),
    users: new Map(backwards.flatMap(({ users }) => [...users])),
  };
}

type Choice =
  { readonly ok: true; readonly context: Entry<ContextFields> } | { readonly ok: false; readonly problem: Problem };

function chooseContext({ currentContext, contexts }: KubeconfigFile, wanted: string | undefined, file: string): Choice {
  const name = wanted ?? currentContext;
  const context = contexts.get(name ?? '');
  if (context !== undefined) return { ok: true, context };
  const path = wanted === undefined ? 'current-context' : '';
  const message =
    name === undefined
      ? `no context is chosen: expected a current-context, or the choice of ${known(contexts)}`
      : `there is no context ${quote(name)}, expected ${known(contexts)}`;
  return { ok: false, problem: { file, path, message } };
}

function known(names: ReadonlyMap<string, unknown>): string {
  const some = [...names.keys()].slice(0, 10).map(quote).join(', ');
  if (names.size === 0) return 'a context, but the file has none';
  return names.size > 10 ? `one of ${some} or ${names.size - 10} more` : `one of ${some}`;
}

function readContext(files: KubeconfigFile, context: Entry<ContextFields>, allowed: boolean): AccessResult {
  const cluster = find(files.clusters, 'cluster', context);
  // As clientcmd's getAuthInfo: who names no user is the user without a name, where there is one.
  const user = context.fields.user || files.users.has('') ? find(files.users, 'user', context) : undefined;
  const about = `context ${quote(context.name)}`;
  const fromCluster = 'message' in cluster ? { problems: [cluster] } : readCluster(cluster, about);
  const permission = { allowed, cluster: 'message' in cluster ? undefined : cluster };
  const fromUser = user !== undefined && 'message' in user ? { problems: [user] } : readUser(user, about, permission);
  if ('problems' in fromCluster || 'problems' in fromUser) {
    const ofCluster = 'problems' in fromCluster ? fromCluster.problems : [];
    const ofUser = 'problems' in fromUser ? fromUser.problems : fromUser.unsupported;
    return { ok: false, problems: [...ofCluster, ...ofUser] };
  }
  return { ok: true, access: { name: context.name, ...fromCluster, ...fromUser } };
}

function find<Fields>(
  entries: ReadonlyMap<string, Entry<Fields>>,
  kind: 'cluster' | 'user',
  context: Entry<ContextFields>,
): Entry<Fields> | Problem {
  const name = context.fields[kind] ?? '';
  const entry = entries.get(name);
  const message =
    name === ''
      ? `context ${quote(context.name)} names no ${kind}`
      : `context ${quote(context.name)} names the ${kind} ${quote(name)}, which does not exist`;
  return entry ?? { ...context.origin(kind), message };
}
