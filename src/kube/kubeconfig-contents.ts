import * as v from 'valibot';
import { andMore, limitedList } from '../bounds/limited-list.js';
import type { Document } from '../document/document.js';
import { parseLenientDocument } from '../document/lenient-document.js';
import { formatPath, type Place, type Problem, quote } from '../document/problem.js';
import type { YamlWork } from '../document/yaml-work.js';
import { kindOf } from './kind-of.js';
import { type ClusterFields, type ContextFields, kubeconfigSchema, type UserFields } from './kubeconfig-schema.js';
import { otherKind } from './other-kind.js';

/** What a kubeconfig has, as values that can be sent to another thread. Its path is not known here: equal files have equal contents. */
export type KubeconfigContents =
  | {
      readonly ok: true;
      readonly currentContext: string | undefined;
      readonly clusters: readonly PlacedEntry<ClusterFields>[];
      readonly contexts: readonly PlacedEntry<ContextFields>[];
      readonly users: readonly PlacedEntry<UserFields>[];
    }
  | { readonly ok: false; readonly problems: readonly ProblemWithin[] };

export type ProblemWithin = Omit<Problem, 'file'>;

/** An entry of one of the lists. */
export interface PlacedEntry<Fields> {
  readonly name: string;
  readonly fields: Fields;
  /** The path of its fields. */
  readonly path: string;
  /** Where it is, and where each field is that it has. Undefined in a document that the program itself makes. */
  readonly place: Place | undefined;
  readonly places: Readonly<Record<string, Place | undefined>>;
}

/** More problems would not help. */
const maxProblems = 20;

/** Where a cluster has data for plugins. What else tools keep in extensions may be large. */
const kept = 'client.authentication.k8s.io/exec';

/**
 * Reads one kubeconfig, all of it or nothing, wherever kubectl reads it. An empty file is allowed, as in kubectl. Never throws, but what
 * `work` throws.
 */
export function kubeconfigContents(bytes: Uint8Array, work?: YamlWork): KubeconfigContents {
  const parsed = parseLenientDocument(bytes, '', work);
  if (!parsed.ok) return refused([parsed.problem]);
  const { document } = parsed;
  if (document.value === null) return { ok: true, currentContext: undefined, clusters: [], contexts: [], users: [] };
  const other = otherKind(document, '');
  if (other !== undefined) return refused([other]);
  const checked = v.safeParse(kubeconfigSchema, document.value);
  if (!checked.success) return refused(checked.issues.map((issue) => problemOf(issue, document)));
  const { clusters, contexts, users, 'current-context': current } = checked.output;
  const lists = {
    clusters: placed(clusters, 'cluster', document),
    contexts: placed(contexts, 'context', document),
    users: placed(users, 'user', document),
  };
  const doubled = Object.values(lists).flatMap((list) => list.doubled);
  if (doubled.length > 0) return refused(doubled);
  return {
    ok: true,
    currentContext: current || undefined,
    clusters: lists.clusters.entries.map(withoutExtensions),
    contexts: lists.contexts.entries.map(withoutExtensions),
    users: lists.users.entries.map(withoutExtensions),
  };
}

function refused(problems: readonly ProblemWithin[]): KubeconfigContents {
  const more = (count: number): ProblemWithin => ({ path: '', message: andMore(count) });
  return { ok: false, problems: limitedList(problems, maxProblems, more) };
}

type Listed<Key extends string, Fields> = { readonly name?: string | null | undefined } & {
  readonly [K in Key]?: Fields | null | undefined;
};

interface PlacedList<Fields> {
  readonly entries: readonly PlacedEntry<Fields>[];
  readonly doubled: readonly ProblemWithin[];
}

function placed<Key extends string, Fields extends object>(
  list: readonly (Listed<Key, Fields> | null | undefined)[] | null | undefined,
  key: Key,
  { locate }: Document,
): PlacedList<Fields> {
  const found = new Map<string, PlacedEntry<Fields>>();
  const doubled: ProblemWithin[] = [];
  for (const [index, entry] of (list ?? []).entries()) {
    const name = entry?.name ?? '';
    const where = [`${key}s`, index];
    if (found.has(name)) {
      const message = `a second ${key} ${quote(name)}: each name may appear only once`;
      doubled.push({ ...locate([...where, 'name']), path: formatPath([...where, 'name']), message });
      continue;
    }
    const fields: Fields | object = entry?.[key] ?? {};
    const place = (field: string) => [field, locate([...where, key, field])] as const;
    found.set(name, {
      name,
      fields: fields as Fields,
      path: formatPath([...where, key]),
      place: locate([...where, key]),
      places: Object.fromEntries(Object.keys(fields).map(place)),
    });
  }
  return { entries: [...found.values()], doubled };
}

function withoutExtensions<Fields extends object>(entry: PlacedEntry<Fields>): PlacedEntry<Fields> {
  const { extensions } = entry.fields as { readonly extensions?: ClusterFields['extensions'] };
  if (!extensions) return entry;
  return { ...entry, fields: { ...entry.fields, extensions: extensions.filter((one) => one?.name === kept) } };
}

/** Turns an issue into a problem. It shows only the kind of the value found: any value of a kubeconfig may be a secret. */
function problemOf(issue: v.BaseIssue<unknown>, document: Document): ProblemWithin {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const message = `found ${kindOf(issue.input)}, expected ${issue.message}`;
  return { ...document.locate(path), path: formatPath(path), message };
}
