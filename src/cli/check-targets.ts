import { addressForms, joinHostPort, parseAddress } from '../config/address.js';
import type { Config } from '../config/config.js';
import { type LoadedConfig, loadConfig } from '../config/load.js';
import { formatProblem, quote } from '../config/problem.js';
import type { ReadFile } from '../config/read-file.js';
import { parseHostName } from '../x509/host-name.js';
import type { CheckOptions } from './program.js';

export type CheckTargets =
  | { readonly ok: true; readonly config: Config }
  /** One line each, for people. */
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * What the command line asks to be looked at, as a configuration: its endpoints, and the targets of --config.file. --name and --timeout
 * hold for all of them. Every problem is told at once.
 */
export async function checkTargets(
  endpoints: readonly string[],
  options: CheckOptions,
  read: ReadFile,
): Promise<CheckTargets> {
  if (endpoints.length === 0 && options.configFile === undefined) return { ok: false, problems: [nothingToCheck] };
  const unfit = [
    ...unfitTexts('endpoint', endpoints, parseAddress, addressForms),
    ...unfitTexts('--name', options.names, parseHostName, 'a DNS name or an IP address, without port'),
  ];
  const loaded = await Promise.all([
    ...(options.configFile === undefined ? [] : [loadConfig(options.configFile, read)]),
    ...(endpoints.length === 0 || unfit.length > 0 ? [] : [endpointConfig(endpoints)]),
  ]);
  const problems = [...unfit, ...loaded.flatMap((one) => (one.ok ? [] : one.problems.map(formatProblem)))];
  const [first, ...rest] = loaded.flatMap((one) => (one.ok ? [one.config] : []));
  if (first === undefined || problems.length > 0) return { ok: false, problems };
  return { ok: true, config: unite(first, rest, options) };
}

const nothingToCheck =
  'nothing to check: give endpoints, such as 10.225.4.51:6443, or a configuration with --config.file';

function unfitTexts(
  what: string,
  texts: readonly string[],
  parse: (text: string) => object | undefined,
  expected: string,
): readonly string[] {
  return texts
    .filter((text) => parse(text) === undefined)
    .map((text) => `${what}: found ${quote(text)}, expected ${expected}`);
}

/**
 * Each endpoint is a target of its own: they may belong to different clusters, and the names of one are not to be issued to another.
 * Written as a config file, so that every default comes from where the others come from.
 */
function endpointConfig(endpoints: readonly string[]): Promise<LoadedConfig> {
  const targets = distinct(endpoints).map((endpoint) => ({ name: endpoint, addresses: [endpoint] }));
  const bytes = Buffer.from(JSON.stringify({ targets }));
  return loadConfig('endpoints', () => Promise.resolve({ ok: true, bytes }));
}

/** Each endpoint once, as it was first spelled. */
function distinct(endpoints: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const endpoint of endpoints) {
    const address = parseAddress(endpoint);
    const key = address ? joinHostPort(address.host.text, address.port) : endpoint;
    if (!seen.has(key)) seen.set(key, endpoint);
  }
  return [...seen.values()];
}

function unite(first: Config, rest: readonly Config[], { names, timeout }: CheckOptions): Config {
  const hosts = names.flatMap((name) => parseHostName(name) ?? []);
  return {
    ...first,
    targets: [first, ...rest].flatMap(({ targets }) =>
      targets.map((target) => ({
        ...target,
        names: [...target.names, ...hosts],
        timeout: timeout ?? target.timeout,
      })),
    ),
  };
}
