import type { Config, TargetConfig } from '../../src/config/config.js';
import { configOf, type LoadedConfig } from '../../src/config/load.js';
import { formatProblem } from '../../src/document/problem.js';
import { filesReader } from './yaml-problems.js';

/** The config of a file in `folder` with these keys, beside these files. It has the defaults that users get. */
export async function configWith(
  keys: object,
  files: Readonly<Record<string, string>> = {},
  folder = '/',
): Promise<Config> {
  return validConfig(await configOf(keys, { file: 'test', folder, read: filesReader(files) }));
}

/** Throws if it is not valid. */
export function validConfig(loaded: LoadedConfig): Config {
  if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.config;
}

/** The only target of such a config. */
export async function targetConfigWith(keys: object, probe: object = {}): Promise<TargetConfig> {
  const config = await configWith({ targets: [{ name: 'prod', addresses: ['10.0.0.1'], ...keys }], probe });
  const [target] = config.targets;
  if (target === undefined) throw new Error('no target');
  return target;
}
