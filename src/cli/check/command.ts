import type { Command } from 'commander';
import { append, examples, type Exit, type Output, outputOption, positiveSeconds } from '../command-line.js';

export interface CheckOptions {
  readonly configFile: string | undefined;
  readonly kubeconfig: string | undefined;
  /** Of the kubeconfig; undefined: the current one. */
  readonly context: string | undefined;
  /** Whether every instance behind the kubeconfig's server is looked at. */
  readonly discover: boolean;
  /** Where kubeadm keeps what is to be looked at; undefined: nothing of it is. */
  readonly kubeadmFolder: string | undefined;
  readonly names: readonly string[];
  readonly output: Output;
  /** Seconds; undefined: the default, or the configuration's. */
  readonly timeout: number | undefined;
}

/** What `check` gives when it cannot say how things are. */
const unknownExitCode = 3;

const defaultKubeadmFolder = '/etc/kubernetes';

interface RawCheckOptions {
  readonly 'config.file'?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly discover: boolean;
  readonly kubeadm?: true;
  readonly kubeadmDir?: string;
  readonly name: string[];
  readonly output: Output;
  readonly timeout?: number;
}

export function addCheck(
  program: Command,
  check: (endpoints: readonly string[], options: CheckOptions) => Promise<number>,
  exit: Exit,
): void {
  program
    .command('check')
    // In place of commander's own 1, which says that there is a warning.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : unknownExitCode))
    .description('look once: a table, findings and remedies; exit 0 fine, 1 warning, 2 critical, 3 unknown')
    .argument('[endpoint...]', 'host, host:port, [IPv6]:port or https URL; the default port is 6443')
    .option('--config.file <file>', 'check the targets of this configuration')
    .option(
      '--kubeconfig <file>',
      'check the server of this kubeconfig (default: as kubectl: KUBECONFIG, ~/.kube/config, the pod)',
    )
    .option('--context <name>', 'a context of the kubeconfig')
    .option('--discover', 'check every instance behind the server of the kubeconfig, each at its own address', false)
    .option('--kubeadm', 'on a control-plane node: what kubeadm certs check-expiration shows, and what is served')
    .option('--kubeadm-dir <folder>', `where kubeadm keeps that (default: ${defaultKubeadmFolder})`)
    .option('--name <name>', 'a name or IP that clients use (repeatable)', append, [])
    .option('--timeout <seconds>', 'seconds for one look at one endpoint', positiveSeconds)
    .addOption(outputOption())
    .addHelpText(
      'after',
      examples(
        ['check', ''],
        ['check', '10.220.70.56:6443 --name api.example.com'],
        ['check', '--kubeconfig /etc/kubernetes/admin.conf --discover'],
        ['check', '--kubeadm'],
        ['check', '--config.file=exporter.yml --output json'],
      ),
    )
    .action(async (endpoints: string[], raw: RawCheckOptions) => {
      const { 'config.file': configFile, kubeconfig, context, discover, name: names, output, timeout } = raw;
      const kubeadmFolder = raw.kubeadmDir ?? (raw.kubeadm && defaultKubeadmFolder);
      exit(
        await check(endpoints, { configFile, kubeconfig, context, discover, kubeadmFolder, names, output, timeout }),
      );
    });
}
