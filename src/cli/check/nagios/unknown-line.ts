import { cutTo, pluginText } from './plugin-text.js';

/** The name of the service, as monitoring plugins begin their output. */
export const service = 'APISERVER CERTS';

/** NRPE before version 3 passes on 1,023 bytes of a line: there, the text is whole, and the performance data are not. */
export const mostTextBytes = 900;

/** Returns the line for a check that could not begin: a monitoring server sees nothing else of it. */
export function unknownLine(problems: readonly string[]): string {
  return cutTo(mostTextBytes, pluginText(`${service} UNKNOWN - cannot check: ${problems.join('; ')}`));
}

/** Whether arguments that may be wrong ask for the line of a monitoring plugin. */
export function wantsNagios(argv: readonly string[]): boolean {
  return argv.some((arg, index) => arg === '--output=nagios' || (arg === '--output' && argv[index + 1] === 'nagios'));
}
