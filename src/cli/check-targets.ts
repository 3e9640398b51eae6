import { parse } from 'valibot';
import { addressForms, joinHostPort, parseAddress } from '../config/address.js';
import type { Config, TargetConfig } from '../config/config.js';
import { loadConfig } from '../config/load.js';
import { formatProblem, quote } from '../config/problem.js';
import type { ReadFile } from '../config/read-file.js';
import { configSchema } from '../config/schema.js';
import { targetOf } from '../discovery/static.js';
import type { Target } from '../discovery/target.js';
import { type HostName, parseHostName } from '../x509/host-name.js';
import type { CheckOptions } from './program.js';

/** What is to be looked at. */
export interface CheckPlan {
  readonly targets: readonly Target[];
  readonly concurrency: number;
}

export type CheckPlanResult =
  | { readonly ok: true; readonly plan: CheckPlan }
  /** One line each, for people. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * The endpoints of the command line, each a target of its own, since they may belong to different clusters and the names of one must not
 * be asked of the other; and the targets of the config. Every problem is told at once.
 */
export async function checkTargets(
  endpoints: readonly string[],
  options: CheckOptions,
  read: ReadFile,
): Promise<CheckPlanResult> {
  if (endpoints.length === 0 && options.configFile === undefined) return refuse([nothingToCheck]);
  const named = parseAll(options.names, parseHostName, '--name', 'a DNS name or an IP address, without port');
  const given = parseAll(endpoints, endpointTarget, 'endpoint', addressForms);
  const config = options.configFile === undefined ? undefined : await loadConfig(options.configFile, read);
  const problems = [
    ...given.problems,
    ...named.problems,
    ...(config?.ok === false ? config.problems.map(formatProblem) : []),
  ];
  if (problems.length > 0 || config?.ok === false) return refuse(problems);
  const all = [...distinct(given.values), ...(config?.config.targets ?? [])];
  return { ok: true, plan: planOf(all, config?.config, named.values, options.timeout) };
}

const nothingToCheck =
  'nothing to check: give endpoints, such as 10.225.4.51:6443, or a configuration with --config.file';

/** Those of a configuration that says no more than it must. */
const { probe: defaults } = parse(configSchema, { targets: [{ name: 'any', addresses: ['localhost'] }] });

function refuse(problems: readonly string[]): CheckPlanResult {
  return { ok: false, problems };
}

function parseAll<Value>(
  texts: readonly string[],
  parseOne: (text: string) => Value | undefined,
  what: string,
  expected: string,
): { readonly values: readonly Value[]; readonly problems: readonly string[] } {
  const values: Value[] = [];
  const problems: string[] = [];
  for (const text of texts) {
    const value = parseOne(text);
    if (value === undefined) problems.push(`${what}: found ${quote(text)}, expected ${expected}`);
    else values.push(value);
  }
  return { values, problems };
}

function endpointTarget(text: string): TargetConfig | undefined {
  const address = parseAddress(text);
  const own = {
    name: text,
    names: [],
    ca: undefined,
    serverName: undefined,
    labels: {},
    kubeconfig: undefined,
    discovery: undefined,
    nodes: false,
    clusterDomain: 'cluster.local',
  };
  return address && { ...defaults, ...own, addresses: [address] };
}

/** Each endpoint once, however it is spelled. */
function distinct(targets: readonly TargetConfig[]): readonly TargetConfig[] {
  const keyOf = ({ addresses }: TargetConfig): string =>
    addresses.map(({ host, port }) => joinHostPort(host.text, port)).join();
  return [...new Map(targets.toReversed().map((target) => [keyOf(target), target])).values()].toReversed();
}

function planOf(
  targets: readonly TargetConfig[],
  config: Config | undefined,
  names: readonly HostName[],
  timeout: number | undefined,
): CheckPlan {
  return {
    targets: targets.map((target) =>
      targetOf({ ...target, names: [...target.names, ...names], timeout: timeout ?? target.timeout }),
    ),
    concurrency: (config?.probe ?? defaults).concurrency,
  };
}
