import { type Command, InvalidArgumentError } from 'commander';
import { examples, type Exit, nameOption, type Output, outputOption } from '../command-line.js';
import { parseMoment } from './parse-moment.js';

export interface InspectOptions {
  /** Names to compare with each certificate, as the user wrote them. */
  readonly names: readonly string[];
  readonly output: Output;
  /** The file of the CA by which chains are judged. undefined: judge none. */
  readonly ca: string | undefined;
  /** Unix seconds. undefined: now. */
  readonly at: number | undefined;
}

interface RawInspectOptions {
  readonly name: string[];
  readonly output: Output;
  readonly ca?: string;
  readonly at?: number;
}

export function addInspect(
  program: Command,
  inspect: (files: readonly string[], options: InspectOptions) => Promise<number>,
  exit: Exit,
): void {
  program
    .command('inspect')
    .description(
      'decode certificate files offline; exit code 1: a file cannot be read or decoded, 2: a name is not covered, or a chain is refused',
    )
    .argument('<file...>', 'PEM bundle, DER certificate, kubeconfig or manifest of Secrets; - means standard input')
    .addOption(nameOption('a name or IP that the certificates should cover'))
    .option(
      '--ca <file>',
      'judge each file as the chain that a server sends: would kubectl, or any Go client with this CA, accept it? PEM, DER or kubeconfig (default: none, do not judge)',
      onlyOne,
    )
    .option(
      '--at <time>',
      'judge at this time: 2027-01-31 (midnight in UTC) or 2027-01-31T08:00:00Z (default: now)',
      moment,
    )
    .addOption(outputOption())
    .addHelpText(
      'after',
      examples(
        ['inspect', '/etc/kubernetes/pki/apiserver.crt --name 10.220.70.56'],
        ['inspect', '--ca /etc/kubernetes/pki/ca.crt --name api.example.com new-apiserver.crt'],
        ['inspect', '--ca /etc/kubernetes/admin.conf --at 2027-01-31 /etc/kubernetes/pki/apiserver.crt'],
        ['inspect', '--output json /etc/kubernetes/pki/*.crt /etc/kubernetes/admin.conf'],
      ),
    )
    .action(async (files: string[], { name: names, output, ca, at }: RawInspectOptions) => {
      exit(await inspect(files, { names, output, ca, at }));
    });
}

/** Commander would take the last of several. */
function onlyOne(value: string, previous: string | undefined): string {
  if (previous === undefined) return value;
  throw new InvalidArgumentError('Expected one file: put several CA certificates into one PEM bundle.');
}

function moment(text: string): number {
  const seconds = parseMoment(text);
  if (seconds !== undefined) return seconds;
  throw new InvalidArgumentError('Expected a date such as 2027-01-31, or a time such as 2027-01-31T08:00:00Z.');
}
