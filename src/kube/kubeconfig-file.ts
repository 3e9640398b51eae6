import * as v from 'valibot';
import type { Document } from '../document/document.js';
import { parseLenientDocument } from '../document/lenient-document.js';
import { formatPath, type Path, type Problem, quote } from '../document/problem.js';
import type { Origin } from './cluster-access.js';
import { kindOf } from './kind-of.js';
import { type ClusterFields, type ContextFields, kubeconfigSchema, type UserFields } from './kubeconfig-schema.js';
import { otherKind } from './other-kind.js';

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

/** More problems would not help. */
const maxProblems = 20;

/** Reads one kubeconfig, all of it or nothing, wherever kubectl reads it. An empty file is allowed, as in kubectl. Never throws. */
export function readKubeconfig({ path, bytes }: KubeconfigBytes): ReadKubeconfig {
  const parsed = parseLenientDocument(bytes, path);
  if (!parsed.ok) return { ok: false, problems: [parsed.problem] };
  const { document } = parsed;
  if (document.value === null) return { ok: true, file: emptyFile };
  const other = otherKind(document, path);
  if (other !== undefined) return { ok: false, problems: [other] };
  const checked = v.safeParse(kubeconfigSchema, document.value);
  if (!checked.success) {
    return {
      ok: false,
      problems: checked.issues.slice(0, maxProblems).map((issue) => problemOf(issue, document, path)),
    };
  }
  const problems: Problem[] = [];
  const { clusters, contexts, users, 'current-context': current } = checked.output;
  const at = (where: Path): Origin => ({ file: path, ...document.locate(where), path: formatPath(where) });
  const file = {
    currentContext: current || undefined,
    clusters: byName(clusters, 'cluster'),
    contexts: byName(contexts, 'context'),
    users: byName(users, 'user'),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, file };

  function byName<Key extends string, Fields extends object>(
    entries: readonly (NamedEntry<Key, Fields> | null | undefined)[] | null | undefined,
    key: Key,
  ): ReadonlyMap<string, Entry<Fields>> {
    const found = new Map<string, Entry<Fields>>();
    entries?.forEach((entry, index) => {
      const name = entry?.name ?? '';
      const where = [`${key}s`, index];
      if (found.has(name)) {
        problems.push({
          ...at([...where, 'name']),
          message: `a second ${key} ${quote(name)}: each name may appear only once`,
        });
        return;
      }
      const fields: Fields | object = entry?.[key] ?? {};
      found.set(name, { name, file: path, fields: fields as Fields, origin: (field) => at([...where, key, field]) });
    });
    return found;
  }
}

type NamedEntry<Key extends string, Fields> = { readonly name?: string | null | undefined } & {
  readonly [K in Key]?: Fields | null | undefined;
};

const emptyFile: KubeconfigFile = {
  currentContext: undefined,
  clusters: new Map(),
  contexts: new Map(),
  users: new Map(),
};

/** Turns an issue into a problem. It shows only the kind of the value found: any value of a kubeconfig may be a secret. */
function problemOf(issue: v.BaseIssue<unknown>, document: Document, file: string): Problem {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const message = `found ${kindOf(issue.input)}, expected ${issue.message}`;
  return { file, ...document.locate(path), path: formatPath(path), message };
}
