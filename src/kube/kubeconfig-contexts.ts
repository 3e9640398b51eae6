import { contentHash } from '../document/content-hash.js';
import type { Problem } from '../document/problem.js';
import type { AccessResult } from './cluster-access.js';
import { accessInKubeconfigs } from './kubeconfig.js';
import type { KubeconfigContents } from './kubeconfig-contents.js';
import { type Entry, kubeconfigFile, type KubeconfigFile } from './kubeconfig-file.js';
import type { ContextFields } from './kubeconfig-schema.js';

/** A context of a kubeconfig, with all that it names. */
export interface KubeconfigContext {
  readonly name: string;
  /** A hash of it, of its cluster and of its user, which are the same while it is. */
  readonly version: string;
  /** What is wrong with it is its own problem. */
  readonly access: AccessResult;
}

export type ReadContexts =
  | { readonly ok: true; readonly contexts: readonly KubeconfigContext[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Returns every context of the kubeconfig at `path`. One without any is of no use. Pure, never throws; problems show no secret. */
export function contextsOf(contents: KubeconfigContents, path: string, allowExec: boolean): ReadContexts {
  const read = kubeconfigFile(contents, path);
  if (!read.ok) return read;
  const { file } = read;
  if (file.contexts.size === 0)
    return { ok: false, problems: [{ file: path, path: 'contexts', message: 'found none, expected a context' }] };
  return {
    ok: true,
    contexts: [...file.contexts.values()].map((context) => ({
      name: context.name,
      version: versionOf(context, file),
      access: accessInKubeconfigs([{ path, contents }], context.name, allowExec),
    })),
  };
}

function versionOf({ fields }: Entry<ContextFields>, { clusters, users }: KubeconfigFile): string {
  const named = [clusters.get(fields.cluster ?? ''), users.get(fields.user ?? '')].map((entry) => entry?.fields);
  return contentHash(Buffer.from(JSON.stringify([fields, ...named])));
}
