import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { type Document, parseDocument } from '../document/document.js';
import { issueProblem } from '../document/issue-problem.js';
import type { Problem } from '../document/problem.js';
import { readFailureMessage, type ReadFile } from '../document/read-file.js';
import { type Authorities, readAuthorities } from './authorities.js';
import type { Config } from './config.js';
import { configSchema, type Settings } from './schema.js';

export type LoadedConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Ten thousand targets fit. */
const maxConfigBytes = 4 * 1024 * 1024;

/** Nobody reads more at once. */
const maxIssues = 1000;

/**
 * Reads and validates the config file and every file that it names. Either a config of which everything holds, or every problem at once,
 * in the order in which they stand in the file. Never rejects, as long as `read` does not.
 */
export async function loadConfig(file: string, read: ReadFile): Promise<LoadedConfig> {
  const content = await read(file, maxConfigBytes);
  if (!content.ok) return refuse([{ file, path: '', message: readFailureMessage(content.failure, maxConfigBytes) }]);
  const parsed = parseDocument(content.bytes, file);
  if (!parsed.ok) return refuse([parsed.problem]);
  return validate(parsed.document, file, await readAuthorities(parsed.document, file, dirname(resolve(file)), read));
}

function validate(document: Document, file: string, authorities: Authorities): LoadedConfig {
  const result = v.safeParse(configSchema, document.value);
  const issues = result.issues ?? [];
  const told = issues.slice(0, maxIssues).map((issue) => issueProblem(issue, document, file));
  const untold =
    issues.length > maxIssues ? [{ file, path: '', message: `and ${issues.length - maxIssues} more` }] : [];
  const problems = [...told, ...authorities.problems, ...untold];
  if (!result.success || problems.length > 0) return refuse(problems);
  return { ok: true, config: toConfig(result.output, authorities, dirname(resolve(file))) };
}

function refuse(problems: readonly Problem[]): LoadedConfig {
  return {
    ok: false,
    problems: problems.toSorted((a, b) => rank(a) - rank(b)),
  };
}

/** Behind all others what has no place. */
function rank({ line = 2 ** 30, column = 0 }: Problem): number {
  return line * 2 ** 22 + column;
}

function toConfig({ targets, files, kubeadm, probe }: Settings, { byTarget }: Authorities, folder: string): Config {
  return {
    files: files.map(({ paths }) => ({ folder, patterns: paths })),
    kubeadm,
    probe,
    targets: targets.map((target, index) => ({
      ...target,
      ca: byTarget.get(index),
      serverName: target.serverName,
      servingFile: target.servingFile === undefined ? undefined : resolve(folder, target.servingFile),
      timeout: target.timeout ?? probe.timeout,
      loopback: target.loopback ?? probe.loopback,
      http: target.http ?? probe.http,
      kubeconfig: target.kubeconfig && {
        paths: [resolve(folder, target.kubeconfig.file)],
        required: true,
        context: target.kubeconfig.context,
      },
      discovery: target.discovery,
      discoveryInterval: probe.discoveryInterval,
    })),
  };
}
