import { Command } from 'commander';
import { addCheck, type CheckOptions } from './cli/check/command.js';
import { examples, type Exit } from './cli/command-line.js';
import { addConfig, type ConfigCheckOptions } from './cli/config/command.js';
import { addInspect, type InspectOptions } from './cli/inspect/command.js';
import { addServe, type ServeOptions } from './cli/serve/command.js';

/** The commands, each loaded only when it is the one that runs: `--help` imports nothing of what they need. */
export interface Commands {
  readonly serve: (options: ServeOptions) => Promise<number>;
  readonly check: (endpoints: readonly string[], options: CheckOptions) => Promise<number>;
  readonly inspect: (files: readonly string[], options: InspectOptions) => Promise<number>;
  readonly configCheck: (options: ConfigCheckOptions) => Promise<number>;
}

/** argv → one command and its options, spelled as Prometheus users know them. `exit` gets the exit code. */
export function createProgram(commands: Commands, version: string, exit: Exit): Command {
  const program = new Command('apiserver-cert-exporter')
    .description(
      'Shows what every kube-apiserver really serves: when its certificates end, the\nin-memory loopback certificate included, how long the process has run, and\nwhich of the names that clients use are covered.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .showHelpAfterError('(add --help for usage)')
    .addHelpText(
      'after',
      examples(['', '--config.file=exporter.yml'], ['check', '10.225.4.51:6443 --name api.example.com']),
    );
  addServe(program, commands.serve, exit);
  addCheck(program, commands.check, exit);
  addInspect(program, commands.inspect, exit);
  addConfig(program, commands.configCheck, exit);
  return program;
}
