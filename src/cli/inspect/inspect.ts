import { isatty } from 'node:tty';
import pico from 'picocolors';
import { type FileContent, fileExists, type ReadFile, readFile } from '../../document/read-file.js';
import { printable } from '../../text/printable.js';
import { parseHostName } from '../../x509/host-name.js';
import type { Io } from '../io.js';
import type { InspectOptions } from './command.js';
import type { JudgeFile } from './judge-file.js';
import { inspectJson } from './json.js';
import { inspectNamed, type NamedTools } from './named-rows.js';
import { readStream } from './read-stream.js';
import { inspectExitCode, inspectFile, type InspectRow } from './rows.js';
import { inspectTable } from './table.js';

/** Everything that `inspect` needs from the process, except its output. */
export interface InspectEnvironment {
  readonly readFile: ReadFile;
  readonly fileExists: (path: string) => Promise<boolean>;
  readonly readStdin: (maxBytes: number) => Promise<FileContent>;
  /** Unix seconds. */
  readonly now: () => number;
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
}

/** The largest public CA bundles have 1 MiB. */
const maxFileBytes = 16 * 1024 * 1024;

function systemEnvironment(): InspectEnvironment {
  return {
    readFile,
    fileExists,
    readStdin: (maxBytes) => readStream(process.stdin, maxBytes),
    now: () => Date.now() / 1000,
    // picocolors alone would paint a pipe where CI is set.
    color: pico.isColorSupported && isatty(1),
    width: process.stdout.columns || 100,
  };
}

/**
 * Decodes the certificates of files (`-`: standard input), and of the files that kubeconfigs among them name, and says which names they
 * cover. With a CA, judges each file as a chain, too. A
 * file that cannot be read becomes a row with its error. Returns the exit code: 0, 1 if something could not be read or decoded, 2 if a name
 * is not covered or a chain is refused.
 */
export async function inspect(
  files: readonly string[],
  { names, output, ca, at }: InspectOptions,
  io: Io,
  environment: InspectEnvironment = systemEnvironment(),
): Promise<0 | 1 | 2> {
  for (const name of names) {
    if (parseHostName(name) === undefined)
      io.stderr(
        `--name ${printable(name)}: not a DNS name or an IP address (does it have a port?), so no certificate covers it\n`,
      );
  }
  if (ca === '-' && files.includes('-')) {
    io.stderr('--ca -: standard input cannot be both the CA and a file to inspect: give one of them as a file\n');
    return 1;
  }
  const now = at ?? Math.floor(environment.now());
  const read = reader(environment);
  const judging = ca === undefined ? { judge: undefined } : await loadJudge(ca, now, io, read);
  if (judging === undefined) return 1;
  const rows = await inspectAll(files, names, { read, exists: environment.fileExists, judge: judging.judge });
  io.stdout(`${output === 'json' ? inspectJson(rows) : inspectTable(rows, { ...environment, now })}\n`);
  return inspectExitCode(rows);
}

type Read = (file: string) => Promise<FileContent>;

function reader(environment: InspectEnvironment): Read {
  return (file) => (file === '-' ? environment.readStdin(maxFileBytes) : environment.readFile(file, maxFileBytes));
}

/** Returns undefined if the CA cannot be used, after it has said why. */
async function loadJudge(
  file: string,
  now: number,
  io: Io,
  read: Read,
): Promise<{ readonly judge: JudgeFile } | undefined> {
  const { readClientCa } = await import('./client-ca.js');
  const ca = await readClientCa(file, { read, maxBytes: maxFileBytes });
  if (!ca.ok) {
    io.stderr(`${printable(`--ca ${file}: ${ca.message}`)}\n`);
    return undefined;
  }
  for (const reason of ca.leftOut) io.stderr(`${printable(`--ca ${file}: left out, as Go clients do: ${reason}`)}\n`);
  return { judge: (await import('./judge-file.js')).createJudge(ca.roots, now) };
}

async function inspectAll(
  files: readonly string[],
  names: readonly string[],
  { read, exists, judge }: Pick<NamedTools, 'read' | 'exists' | 'judge'>,
): Promise<readonly InspectRow[]> {
  // The import takes a good part of a second.
  const { decodeCertificate } = await import('../../x509/decode.js');
  const tools = { maxBytes: maxFileBytes, decode: decodeCertificate, readEmbedded, read, exists, judge };
  const rows: InspectRow[] = [];
  for (const file of files) {
    const content = await read(file);
    const named = await inspectNamed(file, content, names, tools);
    const own = await inspectFile(file, content, names, tools);
    rows.push(...(named.length > 0 ? own.filter(holdsSomething) : own), ...named);
  }
  return rows;
}

/** A kubeconfig that only names files has no certificate of its own, which is no error. */
function holdsSomething(row: InspectRow): boolean {
  return !('error' in row && row.error.reason === 'no_certificate' && row.entry === undefined);
}

async function readEmbedded(bytes: Uint8Array) {
  return (await import('../../kube/embedded-certificates.js')).embeddedCertificates(bytes);
}
