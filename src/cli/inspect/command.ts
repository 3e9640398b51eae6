import type { Command } from 'commander';
import { append, examples, type Exit, type Output, outputOption } from '../command-line.js';

export interface InspectOptions {
  /** Names to compare with each certificate, as the user wrote them. */
  readonly names: readonly string[];
  readonly output: Output;
}

export function addInspect(
  program: Command,
  inspect: (files: readonly string[], options: InspectOptions) => Promise<number>,
  exit: Exit,
): void {
  program
    .command('inspect')
    .description(
      'decode certificate files offline; exit code 1: a file cannot be read or decoded, 2: a name is not covered',
    )
    .argument('<file...>', 'PEM bundle, DER certificate or kubeconfig; - means standard input')
    .option('--name <name>', 'a name or IP that the certificates should cover (repeatable)', append, [])
    .addOption(outputOption())
    .addHelpText(
      'after',
      examples(
        ['inspect', '/etc/kubernetes/pki/apiserver.crt --name 10.220.70.56'],
        ['inspect', '--output json /etc/kubernetes/pki/*.crt /etc/kubernetes/admin.conf'],
      ),
    )
    .action(async (files: string[], { name: names, output }: { name: string[]; output: Output }) => {
      exit(await inspect(files, { names, output }));
    });
}
