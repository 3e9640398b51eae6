import type { Command } from 'commander';
import { defaultConfigFile, examples, type Exit } from '../command-line.js';

/** The files to check; at least one. */
export interface ConfigCheckOptions {
  readonly configFile: string | undefined;
  readonly webConfigFile: string | undefined;
}

interface RawConfigCheckOptions {
  readonly 'config.file'?: string;
  readonly 'web.config.file'?: string;
}

export function addConfig(program: Command, check: (options: ConfigCheckOptions) => Promise<number>, exit: Exit): void {
  program
    .command('config')
    .description('work with configuration files')
    .command('check')
    .description('check configuration files and report every problem at once; exit code 1: there are problems')
    .option(
      '--config.file <file>',
      `configuration file (default: ${defaultConfigFile}, unless only --web.config.file is given)`,
    )
    .option(
      '--web.config.file <file>',
      'web configuration file; the certificates and keys that it names are checked too (default: none)',
    )
    .addHelpText(
      'after',
      examples(['config check', `--config.file=${defaultConfigFile}`], ['config check', '--web.config.file=web.yml']),
    )
    .action(async ({ 'config.file': named, 'web.config.file': webConfigFile }: RawConfigCheckOptions) => {
      const configFile = named ?? (webConfigFile === undefined ? defaultConfigFile : undefined);
      exit(await check({ configFile, webConfigFile }));
    });
}
