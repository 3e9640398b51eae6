import { Command, InvalidArgumentError, Option } from 'commander';
import { type LogFormat, type LogLevel, logFormats, logLevels } from '../log-options.js';

/** The commands, each loaded only when it is the one that runs: `--help` imports nothing of what they need. */
export interface Commands {
  readonly serve: (options: ServeOptions) => Promise<number>;
  readonly check: (endpoints: readonly string[], options: CheckOptions) => Promise<number>;
  readonly inspect: (files: readonly string[], options: InspectOptions) => Promise<number>;
  readonly configCheck: (file: string) => Promise<number>;
}

export interface ServeOptions {
  /** undefined: none was named. */
  readonly configFile: string | undefined;
  readonly listenAddress: string;
  /** Where health alone is told, over plain HTTP; undefined: nowhere else. */
  readonly healthListenAddress: string | undefined;
  /** undefined: plain HTTP, for everybody. */
  readonly webConfigFile: string | undefined;
  readonly telemetryPath: string;
  /** Scrapes under way at once; 0: no limit. */
  readonly maxRequests: number;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
}

export type Output = 'table' | 'json';

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

export interface InspectOptions {
  readonly names: readonly string[];
  readonly output: Output;
}

const defaultConfigFile = 'exporter.yml';

/** What `check` gives when it cannot say how things are. */
const unknownExitCode = 3;

const defaultKubeadmFolder = '/etc/kubernetes';

/** Above 9100–9999, which is all taken on Prometheus' list of default ports; not registered there. */
const defaultListenAddress = ':10643';

/** argv → one command and its options, spelled as Prometheus users know them. `exit` gets the exit code. */
export function createProgram(commands: Commands, version: string, exit: (code: number) => void): Command {
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
  addServe(program, commands, exit);
  addCheck(program, commands, exit);
  addInspect(program, commands, exit);
  addConfigCheck(program, commands, exit);
  return program;
}

type Exit = (code: number) => void;

/** As commander names them. */
interface RawServeOptions {
  readonly 'config.file'?: string;
  readonly 'web.listenAddress': string;
  readonly 'web.healthListenAddress'?: string;
  readonly 'web.config.file'?: string;
  readonly 'web.telemetryPath': string;
  readonly 'web.maxRequests': number;
  readonly 'log.level': LogLevel;
  readonly 'log.format': LogFormat;
}

function addServe(program: Command, { serve }: Commands, exit: Exit): void {
  program
    .command('serve', { isDefault: true })
    .description('serve metrics for Prometheus (the default)')
    .option(
      '--config.file <file>',
      `configuration file (default: ${defaultConfigFile}; in a pod without one: the cluster that it runs in)`,
    )
    .option('--web.listen-address <address>', 'host:port, or :port for every address', defaultListenAddress)
    .option('--web.config.file <file>', "TLS and users, in the format of Prometheus' exporter-toolkit")
    .option('--web.health-listen-address <address>', 'where /-/healthy and /-/ready are besides, over plain HTTP')
    .option('--web.telemetry-path <path>', 'path of the metrics', '/metrics')
    .option('--web.max-requests <n>', 'scrapes under way at once, beyond them 503; 0: no limit', wholeNumber, 40)
    .addOption(new Option('--log.level <level>', 'least severe level to log').choices(logLevels).default('info'))
    .addOption(new Option('--log.format <format>', 'format of log lines').choices(logFormats).default('logfmt'))
    .addHelpText('after', examples(['serve', '--config.file=/etc/apiserver-cert-exporter/exporter.yml']))
    .action(async (raw: RawServeOptions) => {
      exit(
        await serve({
          configFile: raw['config.file'],
          listenAddress: raw['web.listenAddress'],
          healthListenAddress: raw['web.healthListenAddress'],
          webConfigFile: raw['web.config.file'],
          telemetryPath: raw['web.telemetryPath'],
          maxRequests: raw['web.maxRequests'],
          logLevel: raw['log.level'],
          logFormat: raw['log.format'],
        }),
      );
    });
}

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

function addCheck(program: Command, { check }: Commands, exit: Exit): void {
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

function addInspect(program: Command, { inspect }: Commands, exit: Exit): void {
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

function addConfigCheck(program: Command, { configCheck }: Commands, exit: Exit): void {
  program
    .command('config')
    .description('work with configuration files')
    .command('check')
    .description('report every problem of a configuration at once; exit 1 when there is one')
    .option('--config.file <file>', 'configuration file', defaultConfigFile)
    .addHelpText('after', examples(['config check', '--config.file=exporter.yml']))
    .action(async (raw: { readonly 'config.file': string }) => {
      exit(await configCheck(raw['config.file']));
    });
}

function outputOption(): Option {
  return new Option('--output <format>', 'what is printed').choices(['table', 'json']).default('table');
}

function append(value: string, previous: string[]): string[] {
  return [...previous, value];
}

function positiveSeconds(text: string): number {
  const value = /^\d{1,5}(\.\d{1,3})?s?$/.test(text) ? Number.parseFloat(text) : 0;
  if (value > 0) return value;
  throw new InvalidArgumentError('Expected a positive number of seconds, such as 5 or 0.5.');
}

function wholeNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number, such as 40.');
}

function examples(...lines: readonly (readonly [command: string, rest: string])[]): string {
  const rows = lines.map(([command, rest]) => `  $ apiserver-cert-exporter ${command && `${command} `}${rest}`);
  return `\nExamples:\n${rows.join('\n')}`;
}
