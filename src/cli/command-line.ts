import { InvalidArgumentError, Option } from 'commander';

/** Called with the exit code of a command. */
export type Exit = (code: number) => void;

export const defaultConfigFile = 'exporter.yml';

export type Output = 'table' | 'json';

export function outputOption(formats: readonly string[] = ['table', 'json']): Option {
  return new Option('--output <format>', 'output format').choices(formats).default('table');
}

/** `what`: what the given names mean. */
export function nameOption(what: string): Option {
  return new Option('--name <name>', `${what} (repeatable)`).argParser(append).default([], 'none');
}

export function targetOption(): Option {
  return new Option('--target <name>', 'check this target alone, also one of a fleet (repeatable)')
    .argParser(append)
    .default([], 'all');
}

/** Collects the values of an option that may be repeated. */
function append(value: string, previous: string[]): string[] {
  return [...previous, value];
}

export function positiveSeconds(text: string): number {
  const value = /^\d{1,5}(\.\d{1,3})?s?$/.test(text) ? Number.parseFloat(text) : 0;
  if (value > 0) return value;
  throw new InvalidArgumentError('Expected a positive number of seconds, such as 5 or 0.5.');
}

export function wholeNumber(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number, such as 40.');
}

/** The exporter's other pages. */
const ownPaths = /^\/(probe|sd|docs|plan\.ics|-)(\/|$)/;

/** Parses the path of the metrics, as it appears in a URL. */
export function pathOfMetrics(text: string): string {
  if (/^(\/|(\/[\w.~-]+)+)$/.test(text) && !ownPaths.test(text)) return text;
  throw new InvalidArgumentError('Expected a path such as /metrics that no other page of the exporter uses.');
}

/** Returns the last part of a command's help. */
export function examples(...lines: readonly (readonly [command: string, rest: string])[]): string {
  const rows = lines.map(([command, rest]) => `  $ apiserver-cert-exporter ${command && `${command} `}${rest}`);
  return `\nExamples:\n${rows.join('\n')}`;
}
