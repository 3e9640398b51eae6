import type { Problem } from '../document/problem.js';
import type { Origin } from './cluster-access.js';
import { kubeconfigContents, type KubeconfigContents, type PlacedEntry } from './kubeconfig-contents.js';
import type { ClusterFields, ContextFields, UserFields } from './kubeconfig-schema.js';

/** A kubeconfig as it was read. `path` is absolute: relative paths in the file count from its folder. */
export interface KubeconfigBytes {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** One kubeconfig, with its lists by name. */
export interface KubeconfigFile {
  readonly currentContext: string | undefined;
  readonly clusters: ReadonlyMap<string, Entry<ClusterFields>>;
  readonly contexts: ReadonlyMap<string, Entry<ContextFields>>;
  readonly users: ReadonlyMap<string, Entry<UserFields>>;
}

export interface Entry<Fields> {
  readonly name: string;
  /** The file that contains it. */
  readonly file: string;
  readonly fields: Fields;
  /** Returns where the field is, or where the entry is if it does not have the field. */
  readonly origin: (field: string) => Origin;
}

export type ReadKubeconfig =
  { readonly ok: true; readonly file: KubeconfigFile } | { readonly ok: false; readonly problems: readonly Problem[] };

/** A file for hundreds of clusters has about one megabyte. */
export const maxKubeconfigBytes = 4 * 1024 * 1024;

/** Reads one kubeconfig here and now. Never throws. */
export function readKubeconfig({ path, bytes }: KubeconfigBytes): ReadKubeconfig {
  return kubeconfigFile(kubeconfigContents(bytes), path);
}

/** Made once for each path of the same contents, since many targets share a file. */
const known = new WeakMap<KubeconfigContents, Map<string, ReadKubeconfig>>();

/** Returns the contents as those of the file at this path. */
export function kubeconfigFile(contents: KubeconfigContents, path: string): ReadKubeconfig {
  const byPath = known.get(contents) ?? new Map<string, ReadKubeconfig>();
  const read = byPath.get(path) ?? fileOf(contents, path);
  known.set(contents, byPath.set(path, read));
  return read;
}

function fileOf(contents: KubeconfigContents, file: string): ReadKubeconfig {
  if (!contents.ok) return { ok: false, problems: contents.problems.map((problem) => ({ ...problem, file })) };
  const { currentContext, clusters, contexts, users } = contents;
  return {
    ok: true,
    file: {
      currentContext,
      clusters: byName(clusters, file),
      contexts: byName(contexts, file),
      users: byName(users, file),
    },
  };
}

function byName<Fields>(entries: readonly PlacedEntry<Fields>[], file: string): ReadonlyMap<string, Entry<Fields>> {
  return new Map(
    entries.map(({ name, fields, path, place, places }) => {
      const origin = (field: string): Origin => ({ file, ...(places[field] ?? place), path: `${path}.${field}` });
      return [name, { name, file, fields, origin }];
    }),
  );
}
