import { type Command, Option } from 'commander';
import { type LogFormat, logFormats, type LogLevel, logLevels } from '../../log/log-options.js';
import { defaultConfigFile, examples, type Exit, pathOfMetrics, wholeNumber } from '../command-line.js';

export interface ServeOptions {
  /** undefined: not given. */
  readonly configFile: string | undefined;
  readonly listenAddress: string;
  /** Another address that serves only the health checks, over plain HTTP; undefined: there is no such address. */
  readonly healthListenAddress: string | undefined;
  /** undefined: plain HTTP without a login. */
  readonly webConfigFile: string | undefined;
  readonly telemetryPath: string;
  /** Maximum number of scrapes at once; 0: no limit. */
  readonly maxRequests: number;
  /** Whether clients may request a reload. */
  readonly enableLifecycle: boolean;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
}

/** Above 9100–9999, which are all taken in Prometheus' list of default ports. The port is not registered there. */
const defaultListenAddress = ':10643';

/** The options under commander's names. */
interface RawServeOptions {
  readonly 'config.file'?: string;
  readonly 'web.listenAddress': string;
  readonly 'web.healthListenAddress'?: string;
  readonly 'web.config.file'?: string;
  readonly 'web.telemetryPath': string;
  readonly 'web.maxRequests': number;
  readonly 'web.enableLifecycle': boolean;
  readonly 'log.level': LogLevel;
  readonly 'log.format': LogFormat;
}

export function addServe(program: Command, serve: (options: ServeOptions) => Promise<number>, exit: Exit): void {
  const command = program.command('serve', { isDefault: true });
  // Before its options are parsed, which would be called unknown.
  program.hook('preSubcommand', (_program, called) => {
    if (called === command) refuseArguments(program, wordsBeforeOptions(program.args));
  });
  command
    .description('serve metrics for Prometheus (the default)')
    .option(
      '--config.file <file>',
      `configuration file (default: ${defaultConfigFile}; in a pod without this file: monitor the cluster that it runs in)`,
    )
    .option('--web.listen-address <address>', 'host:port to listen on; :port means every address', defaultListenAddress)
    .option(
      '--web.config.file <file>',
      "web configuration file (TLS, users, headers, rate limit) in the format of Prometheus' exporter-toolkit (default: none, plain HTTP for everybody)",
    )
    .option(
      '--web.health-listen-address <address>',
      'another address that serves only /-/healthy and /-/ready, over plain HTTP (default: none)',
    )
    .option('--web.telemetry-path <path>', 'path of the metrics', pathOfMetrics, '/metrics')
    .option(
      '--web.max-requests <n>',
      'maximum number of scrapes at once; further ones get 503. 0: no limit',
      wholeNumber,
      40,
    )
    .option(
      '--web.enable-lifecycle',
      'reload on POST /-/reload of any client that may send it; SIGHUP always reloads',
      false,
    )
    .addOption(
      new Option('--log.level <level>', 'log messages of this level and above').choices(logLevels).default('info'),
    )
    .addOption(new Option('--log.format <format>', 'format of log lines').choices(logFormats).default('logfmt'))
    .addHelpText('after', examples(['serve', '--config.file=/etc/apiserver-cert-exporter/exporter.yml']))
    // What is not the name of a command is taken for an argument of this one, the default.
    .allowExcessArguments()
    .action(async (raw: RawServeOptions, { args }: Command) => {
      refuseArguments(program, args);
      exit(await serve(optionsOf(raw)));
    });
}

/** The words with which a command line begins, apart from the name of this command. */
function wordsBeforeOptions(args: readonly string[]): readonly string[] {
  const words = args[0] === 'serve' ? args.slice(1) : args;
  return words[0]?.startsWith('-') ? [] : words;
}

function refuseArguments(program: Command, [first]: readonly string[]): void {
  if (first === undefined) return;
  const names = program.commands.map((each) => each.name());
  program.error(
    names.includes(first)
      ? `error: '${first}' is a command, which must be the first argument`
      : `error: '${first}' is not a command (${names.join(', ')})`,
  );
}

function optionsOf(raw: RawServeOptions): ServeOptions {
  return {
    configFile: raw['config.file'],
    listenAddress: raw['web.listenAddress'],
    healthListenAddress: raw['web.healthListenAddress'],
    webConfigFile: raw['web.config.file'],
    telemetryPath: raw['web.telemetryPath'],
    maxRequests: raw['web.maxRequests'],
    enableLifecycle: raw['web.enableLifecycle'],
    logLevel: raw['log.level'],
    logFormat: raw['log.format'],
  };
}
