import type { FileSpec, TargetConfig } from '../config/config.js';
import { formatProblem } from '../document/problem.js';
import type { AccessResult } from '../kube/cluster-access.js';
import type { KubeconfigContext } from '../kube/kubeconfig-contexts.js';
import { createFleet, type FleetListing } from './create-fleet.js';
import type { FleetFile, FleetFileDependencies } from './fleet-file.js';
import { createKubeconfigFiles, type ExpandPattern, problemsText } from './kubeconfig-files.js';
import { nameKubeconfigs } from './kubeconfig-names.js';
import type { FleetMember } from './live-member.js';
import type { SourceMaker } from './source-maker.js';
import type { TargetGroup } from './target-group.js';

export interface KubeconfigsDependencies extends Omit<FleetFileDependencies, 'allowExec'> {
  readonly expand: ExpandPattern;
  readonly makeFrom: SourceMaker['makeFrom'];
}

/**
 * A fleet of every context of some kubeconfigs, which are found and read at each scrape. What is wrong with one file or context is a problem
 * of its own targets.
 */
export function kubeconfigsFleet(
  config: TargetConfig,
  spec: FileSpec,
  dependencies: KubeconfigsDependencies,
): TargetGroup {
  const { clock } = dependencies;
  const find = createKubeconfigFiles(spec, { ...dependencies, allowExec: config.allowExec });
  const membersOf = createMembersOf(config, dependencies.makeFrom);
  const list = async (): Promise<FleetListing> => {
    const { files, problems } = await find();
    const { members, notes } = membersOf(files);
    return { ok: problems.length === 0, isWhole: true, members, notes: [...problems.map(formatProblem), ...notes] };
  };
  return createFleet({ config, clock, list, interval: 0 });
}

type Listed = Pick<FleetListing, 'members' | 'notes'>;

/** Creates a function that returns the same members as long as the files are the same. */
function createMembersOf(
  config: TargetConfig,
  makeFrom: SourceMaker['makeFrom'],
): (files: readonly FleetFile[]) => Listed {
  // A context that has not changed keeps its source, which then finds here what could be used of it last.
  let accesses: ReadonlyMap<string, AccessResult> = new Map();
  let last: { readonly of: readonly FleetFile[]; readonly listed: Listed } | undefined;

  const memberOf = (file: FleetFile, context: KubeconfigContext, name: string): FleetMember => {
    const { path, problems } = file;
    const { access, version } = context;
    const key = keyOf(path, context);
    if (problems.length > 0) return { key, name, ok: false, problem: problemsText(problems) };
    if (!access.ok) return { key, name, ok: false, problem: problemsText(access.problems) };
    const kubeconfig = { paths: [path], required: true, context: context.name };
    const make = (as: string) =>
      makeFrom({ ...config, name: as, kubeconfigs: undefined, kubeconfig }, () => accesses.get(key) ?? access);
    return { key, name, ok: true, version, make };
  };
  const listOf = (files: readonly FleetFile[]): Listed => {
    const named = files.map(({ path, contexts }) => ({ path, contexts: contexts.map(({ name }) => name) }));
    const { byPath, notes } = nameKubeconfigs(named, config.nameBy ?? 'context');
    accesses = usableAccesses(files, accesses);
    const members = files.flatMap((file): readonly FleetMember[] => {
      const { path, contexts, problems } = file;
      const names = byPath.get(path) ?? [];
      if (contexts.length > 0) return contexts.map((context, at) => memberOf(file, context, names[at] ?? path));
      return [{ key: JSON.stringify([path]), name: names[0] ?? path, ok: false, problem: problemsText(problems) }];
    });
    return { members, notes };
  };
  return (files) => {
    if (last?.of !== files) last = { of: files, listed: listOf(files) };
    return last.listed;
  };
}

function keyOf(path: string, { name }: KubeconfigContext): string {
  return JSON.stringify([path, name]);
}

/** The access of each context, as it is or as it was before it broke. */
function usableAccesses(
  files: readonly FleetFile[],
  before: ReadonlyMap<string, AccessResult>,
): ReadonlyMap<string, AccessResult> {
  const all = files.flatMap(({ path, contexts }) =>
    contexts.map((context) => [keyOf(path, context), context.access] as const),
  );
  return new Map(all.map(([key, access]) => [key, access.ok ? access : (before.get(key) ?? access)]));
}
