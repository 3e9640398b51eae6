import type { TargetSource } from '../../discovery/target-source.js';
import { listTargets, type Targets } from '../../discovery/targets.js';
import { quote } from '../../document/problem.js';

export type ChosenTargets =
  | { readonly ok: true; readonly sources: readonly TargetSource[] }
  /** One line for people. */
  | { readonly ok: false; readonly problem: string };

/** Returns the targets of these names, of fleets as well, each once; all targets if no name is given. Refuses a name that no target has. */
export async function chosenTargets(targets: Targets, names: readonly string[]): Promise<ChosenTargets> {
  if (names.length === 0) return { ok: true, sources: await listTargets(targets, Infinity) };
  const found = await Promise.all(
    [...new Set(names)].map(async (name) => ({ name, source: await targets.find(name, Infinity) })),
  );
  const missing = found.filter(({ source }) => source === undefined).map(({ name }) => quote(name));
  return missing.length > 0
    ? { ok: false, problem: `--target: found ${missing.join(', ')}, expected the name of a target` }
    : { ok: true, sources: found.flatMap(({ source }) => source ?? []) };
}

/** The part of a configuration that is about the targets of these names alone; all of it if no name is given. Its `files` belong to none. */
export function narrowed<
  Narrow extends { readonly files: readonly unknown[]; readonly targets: readonly { readonly name: string }[] },
>(config: Narrow, names: readonly string[]): Narrow {
  if (names.length === 0) return config;
  return { ...config, files: [], targets: config.targets.filter(({ name }) => names.includes(name)) };
}
