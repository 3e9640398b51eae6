import { type Command, Option } from 'commander';
import type { Distribution } from '../../findings/procedures/distribution.js';
import {
  defaultConfigFile,
  examples,
  type Exit,
  nameOption,
  outputOption,
  positiveSeconds,
  targetOption,
} from '../command-line.js';
import type { Io } from '../io.js';
import { unknownLine, wantsNagios } from './nagios/unknown-line.js';
import { checkOutputs, type CheckOutput, outputFileHelp, type OutputOptions } from './output-options.js';
import { noComparison, sinceHelp, type SinceOptions } from './since/since-options.js';
import { addSources, controlPlaneOption } from './source-options.js';
import { waitHelp, type WaitOptions, waitOptions } from './wait-options.js';

export interface CheckOptions extends SinceOptions, OutputOptions {
  readonly configFile: string | undefined;
  readonly kubeconfig: string | undefined;
  /** The context of the kubeconfig; undefined: the current one. */
  readonly context: string | undefined;
  /** Whether exec plugins of kubeconfigs may log in. */
  readonly allowExec: boolean;
  /** Whether to probe every instance behind the kubeconfig's server; undefined: where that is allowed and possible. */
  readonly discover: boolean | undefined;
  /** Whether each endpoint is a control plane of its own. */
  readonly separate: boolean;
  /** The folder with kubeadm's files to check; undefined: do not check them. */
  readonly kubeadmFolder: string | undefined;
  readonly names: readonly string[];
  /** The names of the targets to check; empty: all. */
  readonly targets: readonly string[];
  /** Whether all is printed that was probed, however many targets there are. */
  readonly all: boolean;
  /** The kind of the control planes, whose procedures are printed; undefined: what their certificates show. */
  readonly controlPlane: Distribution | undefined;
  /** undefined: all, or the configuration's. */
  readonly addressFamily: 'all' | 'ipv4' | 'ipv6' | undefined;
  /** Seconds; undefined: the default, or the configuration's. */
  readonly timeout: number | undefined;
  /** undefined: probe once. */
  readonly wait: WaitOptions | undefined;
}

/** The exit code of `check` when it cannot determine the state. */
const unknownExitCode = 3;

const defaultKubeadmFolder = '/etc/kubernetes';

/** Options that commander leaves out if they are not given. */
const unset = {
  kubeconfig: undefined,
  context: undefined,
  discover: undefined,
  controlPlane: undefined,
  addressFamily: undefined,
  timeout: undefined,
  outputFile: undefined,
};

const checkExamples = examples(
  ['check', ''],
  ['check', '10.225.4.51 10.225.4.52 10.225.4.53 --name api.example.com   # one control plane'],
  ['check', '--kubeconfig /etc/kubernetes/admin.conf'],
  ['check', '--kubeadm'],
  ['check', '10.225.4.51:6443 --control-plane systemd'],
  ['check', '--wait-restarted 10.225.4.51:6443'],
  ['check', '--restarted-after "$before" 10.225.4.51:6443 --name api.example.com   # before=$(date +%s)'],
  ['check', '--wait-covered 10.225.4.51:6443 --name api.example.com'],
  ['check', '--since state.json --save state.json   # for cron: prints what changed since the last run'],
  ['check', `--config.file=${defaultConfigFile} --target prod`],
  ['check', `--config.file=${defaultConfigFile} --output json`],
  ['check', '--kubeconfig /etc/kubernetes/admin.conf --output nagios'],
  ['check', '--kubeadm --output plan   # what ends within a year, and in which order to restart'],
);

interface RawCheckOptions {
  readonly 'config.file'?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly discover?: boolean;
  readonly separate: boolean;
  readonly allowExec: boolean;
  readonly kubeadm?: true;
  readonly kubeadmDir?: string;
  readonly name: string[];
  readonly target: string[];
  readonly all: boolean;
  readonly controlPlane?: Distribution;
  readonly output: CheckOutput;
  readonly outputFile?: string;
  readonly timeout?: number;
  readonly addressFamily?: 'all' | 'ipv4' | 'ipv6';
  readonly since?: string;
  readonly save?: string;
  readonly waitRestarted?: true;
  readonly restartedAfter?: string;
  readonly waitCovered?: true;
  readonly waitTimeout?: number;
}

export function addCheck(
  program: Command,
  check: (endpoints: readonly string[], options: CheckOptions) => Promise<number>,
  exit: Exit,
  { stdout }: Io,
): void {
  const command = program
    .command('check')
    // Commander itself exits with 1, which means a warning here.
    .exitOverride(({ exitCode, message }) => {
      if (exitCode !== 0 && wantsNagios(process.argv)) stdout(`${unknownLine(message.split('\n'))}\n`);
      process.exit(exitCode === 0 ? 0 : unknownExitCode);
    })
    .description('probe once, print findings and remedies; exit code 0: fine, 1: warning, 2: critical, 3: unknown')
    .argument('[endpoint...]', 'host, host:port, [IPv6]:port or https URL; the default port is 6443');
  addSources(command)
    .option('--separate', 'each endpoint is a control plane of its own; otherwise all of them are one', false)
    .option('--kubeadm', "on a control-plane node: check kubeadm's files, and what is served (default: do not)")
    .option('--kubeadm-dir <folder>', `folder of kubeadm's files (default: ${defaultKubeadmFolder}); implies --kubeadm`)
    .addOption(nameOption('a name or IP that the certificates must cover'))
    .addOption(targetOption())
    .option('--all', 'print every endpoint of many targets as well; otherwise only what is wrong with them', false)
    .addOption(controlPlaneOption())
    .addOption(
      new Option(
        '--address-family <family>',
        'which addresses of DNS names to probe (default: all, or what --config.file says)',
      ).choices(['all', 'ipv4', 'ipv6']),
    )
    .option(
      '--timeout <seconds>',
      'the most seconds for the probe of one endpoint (default: 5, or what --config.file says)',
      positiveSeconds,
    );
  addWait(command)
    .option('--since <file>', sinceHelp.since)
    .option('--save <file>', sinceHelp.save)
    .addOption(outputOption(checkOutputs))
    .option('--output-file <file>', outputFileHelp)
    .addHelpText('after', checkExamples)
    .action(async (endpoints: string[], raw: RawCheckOptions) => {
      const { 'config.file': configFile, kubeadm, kubeadmDir, name: names, target: targets, ...more } = raw;
      const { waitRestarted, restartedAfter, waitCovered, waitTimeout, ...same } = more;
      const kubeadmFolder = kubeadmDir ?? (kubeadm && defaultKubeadmFolder);
      const wait = waitOptions({ waitRestarted, restartedAfter, waitCovered, waitTimeout });
      exit(
        await check(endpoints, { ...unset, ...noComparison, ...same, configFile, kubeadmFolder, names, targets, wait }),
      );
    });
}

function addWait(command: Command): Command {
  return command
    .option('--wait-restarted', waitHelp.restarted)
    .option('--restarted-after <seconds>', waitHelp.after)
    .option('--wait-covered', waitHelp.covered)
    .option('--wait-timeout <seconds>', waitHelp.seconds, positiveSeconds);
}
