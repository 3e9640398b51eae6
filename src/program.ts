import { Command } from 'commander';
import { addCheck, type CheckOptions } from './cli/check/command.js';
import { defaultConfigFile, examples, type Exit } from './cli/command-line.js';
import { addConfig, type ConfigCheckOptions } from './cli/config/command.js';
import { commanderOutput } from './cli/commander-output.js';
import { addExport, type ExportOptions } from './cli/export/command.js';
import { addInspect, type InspectOptions } from './cli/inspect/command.js';
import type { Io } from './cli/io.js';
import { addServe, type ServeOptions } from './cli/serve/command.js';

/** The commands. Each one is loaded only when it runs, so `--help` imports nothing that they need. */
export interface Commands {
  readonly serve: (options: ServeOptions) => Promise<number>;
  readonly check: (endpoints: readonly string[], options: CheckOptions) => Promise<number>;
  readonly inspect: (files: readonly string[], options: InspectOptions) => Promise<number>;
  readonly configCheck: (options: ConfigCheckOptions) => Promise<number>;
  readonly exportFiles: (options: ExportOptions) => Promise<number>;
}

/** Parses argv into one command and its options, which are spelled as Prometheus users know them. `exit` gets the exit code. Help goes to `io`, and so do complaints about argv. */
export function createProgram(commands: Commands, version: string, exit: Exit, io: Io): Command {
  const program = new Command('apiserver-cert-exporter')
    .description(
      'Shows what every kube-apiserver really serves: when its certificates expire\n(including the in-memory loopback certificate), how long the process has run,\nand which of the names that clients use are covered.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    // Commands inherit it when they are added.
    .configureOutput(commanderOutput(io))
    .showHelpAfterError('(add --help for usage)')
    .addHelpText(
      'after',
      examples(['', `--config.file=${defaultConfigFile}`], ['check', '10.225.4.51:6443 --name api.example.com']),
    );
  addServe(program, commands.serve, exit);
  addCheck(program, commands.check, exit, io);
  addInspect(program, commands.inspect, exit);
  addConfig(program, commands.configCheck, exit);
  addExport(program, commands.exportFiles, exit);
  return program;
}
