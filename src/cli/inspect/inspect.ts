import pico from 'picocolors';
import { type FileContent, type ReadFile, readFile } from '../../document/read-file.js';
import { parseHostName } from '../../x509/host-name.js';
import type { Io } from '../io.js';
import type { InspectOptions } from './command.js';
import { inspectJson } from './json.js';
import { readStream } from './read-stream.js';
import { inspectExitCode, inspectFile, type InspectRow } from './rows.js';
import { inspectTable } from './table.js';

/** Everything that `inspect` needs from the process, except its output. */
export interface InspectEnvironment {
  readonly readFile: ReadFile;
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
    readStdin: (maxBytes) => readStream(process.stdin, maxBytes),
    now: () => Date.now() / 1000,
    color: pico.isColorSupported,
    width: process.stdout.columns || 100,
  };
}

/**
 * Decodes the certificates of files (`-`: standard input) and says which names they cover. A file that cannot be read becomes a row with
 * its error. Returns the exit code: 0, 1 if something could not be read or decoded, 2 if a name is not covered.
 */
export async function inspect(
  files: readonly string[],
  { names, output }: InspectOptions,
  io: Io,
  environment: InspectEnvironment = systemEnvironment(),
): Promise<0 | 1 | 2> {
  for (const name of names) {
    if (parseHostName(name) === undefined)
      io.stderr(
        `--name ${name}: not a DNS name or an IP address (does it have a port?), so no certificate covers it\n`,
      );
  }
  const rows = await inspectAll(files, names, environment);
  const now = Math.floor(environment.now());
  io.stdout(`${output === 'json' ? inspectJson(rows) : inspectTable(rows, { ...environment, now })}\n`);
  return inspectExitCode(rows);
}

async function inspectAll(
  files: readonly string[],
  names: readonly string[],
  environment: InspectEnvironment,
): Promise<readonly InspectRow[]> {
  // The import takes a good part of a second.
  const { decodeCertificate } = await import('../../x509/decode.js');
  const tools = { maxBytes: maxFileBytes, decode: decodeCertificate, readEmbedded };
  const rows: InspectRow[] = [];
  for (const file of files) {
    const content = await (file === '-'
      ? environment.readStdin(maxFileBytes)
      : environment.readFile(file, maxFileBytes));
    rows.push(...(await inspectFile(file, content, names, tools)));
  }
  return rows;
}

async function readEmbedded(bytes: Uint8Array) {
  return (await import('../../kube/kubeconfig-certificates.js')).kubeconfigCertificates(bytes);
}
