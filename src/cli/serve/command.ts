import { type Command, Option } from 'commander';
import { type LogFormat, logFormats, type LogLevel, logLevels } from '../../log/log-options.js';
import { defaultConfigFile, examples, type Exit, pathOfMetrics, wholeNumber } from '../command-line.js';

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

/** Above 9100–9999, which is all taken on Prometheus' list of default ports; not registered there. */
const defaultListenAddress = ':10643';

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

export function addServe(program: Command, serve: (options: ServeOptions) => Promise<number>, exit: Exit): void {
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
    .option('--web.telemetry-path <path>', 'path of the metrics', pathOfMetrics, '/metrics')
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
