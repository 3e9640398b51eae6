import type { Command } from 'commander';
import { append, examples, type Exit, type Output, outputOption } from '../command-line.js';

export interface InspectOptions {
  /** Compared with each certificate, as they are written. */
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
    .description('decode certificates offline; exit 2 when a name is not covered, 1 when a file cannot be read')
    .argument('<file...>', 'PEM bundle, DER or kubeconfig; - is standard input')
    .option('--name <name>', 'a name or IP to look for (repeatable)', append, [])
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
