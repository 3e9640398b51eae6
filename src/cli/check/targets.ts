import { resolve } from 'node:path';
import type { Config } from '../../config/config.js';
import { configOf, loadConfig, type LoadedConfig } from '../../config/load.js';
import { formatProblem, quote } from '../../document/problem.js';
import type { ReadFile } from '../../document/read-file.js';
import type { Surroundings } from '../../kube/locate-kubeconfig.js';
import { type Address, addressForms, joinHostPort, parseAddress } from '../../net/address.js';
import { type HostName, parseHostName } from '../../x509/host-name.js';
import type { CheckOptions } from './command.js';
import { kubeadmConfig, type KubeadmPlan } from './kubeadm-config.js';
import { kubeconfigConfig } from './kubeconfig-config.js';

/** What to check. */
export interface Plan {
  readonly config: Config;
  /** undefined: not requested. */
  readonly kubeadm: KubeadmPlan | undefined;
}

export type CheckTargets =
  | ({ readonly ok: true } & Plan)
  /** One line each, for people. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** What it takes from the process. */
export interface TargetsEnvironment {
  readonly read: ReadFile;
  readonly surroundings: Surroundings;
  /** Returns the IPs of this host. Only --kubeadm asks. */
  readonly own: () => readonly string[];
}

/**
 * Combines everything that the command line requests into one configuration: its endpoints, the targets of --config.file, the node that
 * --kubeadm means, and the server of a kubeconfig. --name, --timeout, --address-family and --allow-exec apply to all of them. Returns all
 * problems together.
 */
export async function checkTargets(
  endpoints: readonly string[],
  options: CheckOptions,
  { read, surroundings, own }: TargetsEnvironment,
): Promise<CheckTargets> {
  const { configFile, names } = options;
  const kubeadmFolder = options.kubeadmFolder && resolve(surroundings.cwd, options.kubeadmFolder);
  const given = parseAll('endpoint', endpoints, parseAddress, addressForms);
  const clients = parseAll('--name', names, parseHostName, 'a DNS name or an IP address, without port');
  const kubeadm = kubeadmFolder === undefined ? undefined : await kubeadmConfig(kubeadmFolder, read, own());
  const loaded = await Promise.all([
    ...(configFile === undefined ? [] : [loadConfig(configFile, read)]),
    ...(given.parsed.length === 0 ? [] : [endpointConfig(given.parsed, options, read)]),
    ...(kubeadm === undefined ? [] : [Promise.resolve(kubeadm.loaded)]),
    ...(wantsKubeconfig(endpoints, options) ? [kubeconfigConfig(options, { read, surroundings })] : []),
  ]);
  const refused = loaded.flatMap((one) => (one.ok ? [] : one.problems.map(formatProblem)));
  const problems = [...given.problems, ...clients.problems, ...refused];
  const [first, ...rest] = loaded.flatMap((one) => (one.ok ? [one.config] : []));
  if (first === undefined || problems.length > 0) return { ok: false, problems };
  const hosts = clients.parsed.map(({ value }) => value);
  return { ok: true, config: unite(first, rest, hosts, options), kubeadm: kubeadm?.plan };
}

/** Whether to check a kubeconfig: if an option says so, or if nothing else is requested. The default is the kubeconfig of kubectl. */
function wantsKubeconfig(
  endpoints: readonly string[],
  { configFile, kubeadmFolder, kubeconfig, context, discover }: CheckOptions,
): boolean {
  if (kubeconfig !== undefined || context !== undefined || discover === true) return true;
  return endpoints.length === 0 && configFile === undefined && kubeadmFolder === undefined;
}

interface Parsed<Value> {
  readonly text: string;
  readonly value: Value;
}

function parseAll<Value>(
  what: string,
  texts: readonly string[],
  parse: (text: string) => Value | undefined,
  expected: string,
): { readonly parsed: readonly Parsed<Value>[]; readonly problems: readonly string[] } {
  const parsed: Parsed<Value>[] = [];
  const problems: string[] = [];
  for (const text of texts) {
    const value = parse(text);
    if (value === undefined) problems.push(`${what}: found ${quote(text)}, expected ${expected}`);
    else parsed.push({ text, value });
  }
  return { parsed, problems };
}

/** The target of several endpoints. */
const givenEndpoints = 'endpoints';

/**
 * Makes one target of all endpoints, so that one list of SANs and one remedy is for all of them. If they are separate, or if there is a
 * single one, each is a target under the name that it was first given.
 */
function endpointConfig(
  endpoints: readonly Parsed<Address>[],
  { separate }: Pick<CheckOptions, 'separate'>,
  read: ReadFile,
): Promise<LoadedConfig> {
  const names = new Map<string, string>();
  for (const { text, value } of endpoints) {
    const address = joinHostPort(value.host.text, value.port);
    if (!names.has(address)) names.set(address, text);
  }
  const isEach = separate || names.size === 1;
  // The single address of a control plane may be that of a load balancer, so it is probed several times.
  const settings = { proxy: 'environment', loopbackLooks: isEach ? 'auto' : 1 };
  const targets = isEach
    ? [...names].map(([address, name]) => ({ name, addresses: [address], ...settings }))
    : [{ name: givenEndpoints, addresses: [...names.keys()], ...settings }];
  return configOf({ targets }, { file: 'endpoints', folder: '.', read });
}

function unite(
  first: Config,
  rest: readonly Config[],
  hosts: readonly HostName[],
  { timeout, addressFamily, allowExec }: Pick<CheckOptions, 'timeout' | 'addressFamily' | 'allowExec'>,
): Config {
  const all = [first, ...rest];
  return {
    ...first,
    files: all.flatMap(({ files }) => files),
    kubeadm: all.some(({ kubeadm }) => kubeadm),
    targets: all
      .flatMap(({ targets }) => targets)
      .map((target) => ({
        ...target,
        names: [...target.names, ...hosts],
        timeout: timeout ?? target.timeout,
        addressFamily: addressFamily ?? target.addressFamily,
        // As kubectl, which connects to the first address that answers.
        anyFamily: true,
        allowExec: allowExec || target.allowExec,
      })),
  };
}
