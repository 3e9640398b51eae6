import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { type Document, valueDocument } from '../document/document.js';
import { issueProblem } from '../document/issue-problem.js';
import { parseLargeDocument } from '../document/large-document.js';
import type { Problem } from '../document/problem.js';
import { type ReadFile, readFailureMessage } from '../document/read-file.js';
import { ownTurn } from '../net/own-turn.js';
import type { Config } from './config.js';
import { configSchema, type Settings } from './schema.js';
import { type CaReading, readTargetCas, type TargetCas } from './target-cas.js';

export type LoadedConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Ten thousand targets fit. */
const maxConfigBytes = 4 * 1024 * 1024;

/** More than a person reads at once. */
const maxIssues = 1000;

/**
 * Reads and validates the config file and every CA file that it names. Returns a valid config, or all problems in the order of the file.
 * Never rejects, as long as `read` does not.
 */
export async function loadConfig(file: string, read: ReadFile): Promise<LoadedConfig> {
  const content = await read(file, maxConfigBytes);
  if (!content.ok) return refuse([{ file, path: '', message: readFailureMessage(content.failure, maxConfigBytes) }]);
  const parsed = await parseLargeDocument(content.bytes, file);
  if (!parsed.ok) return refuse([parsed.problem]);
  return await validate(parsed.document, { file, folder: dirname(resolve(file)), read });
}

/** Does the same for a config that the program itself makes, such as the one of `check HOST`. `file` is its name in problems. */
export async function configOf(value: unknown, reading: CaReading): Promise<LoadedConfig> {
  return await validate(valueDocument(value), reading);
}

/** Each step takes tens of milliseconds for thousands of targets. Requests are answered between the steps, and before the result is used. */
async function validate(document: Document, reading: CaReading): Promise<LoadedConfig> {
  const { file, folder } = reading;
  const result = v.safeParse(configSchema, document.value);
  await ownTurn();
  const cas = await readTargetCas(document, reading);
  const issues = result.issues ?? [];
  const problems = [
    ...issues.slice(0, maxIssues).map((issue) => issueProblem(issue, document, file)),
    ...cas.problems,
    ...(issues.length > maxIssues ? [{ file, path: '', message: `and ${issues.length - maxIssues} more` }] : []),
  ];
  if (!result.success || problems.length > 0) return refuse(problems);
  await ownTurn();
  const config = toConfig(result.output, cas, folder);
  await ownTurn();
  return { ok: true, config };
}

function refuse(problems: readonly Problem[]): LoadedConfig {
  return {
    ok: false,
    problems: problems.toSorted((a, b) => rank(a) - rank(b)),
  };
}

/** Problems without a place come last. */
function rank({ line = 2 ** 30, column = 0 }: Problem): number {
  return line * 2 ** 22 + column;
}

function toConfig({ targets, files, kubeadm, probe }: Settings, { cas }: TargetCas, folder: string): Config {
  return {
    files: files.map(({ paths }) => ({ folder, patterns: paths })),
    kubeadm,
    probe,
    targets: targets.map((target, index) => ({
      ...target,
      timeout: target.timeout ?? probe.timeout,
      anyFamily: false,
      kubectlServer: undefined,
      addressFamily: target.addressFamily ?? probe.addressFamily,
      proxy: target.proxy ?? probe.proxy,
      discoveryAllow: target.discoveryAllow ?? probe.discoveryAllow,
      keepRemoved: target.keepRemoved ?? probe.keepRemoved,
      loopback: target.loopback ?? probe.loopback,
      http: target.http ?? probe.http,
      discoveryInterval: probe.discoveryInterval,
      ca: cas[index],
      servingFile: target.servingFile === undefined ? undefined : resolve(folder, target.servingFile),
      kubeconfigs: target.kubeconfigs && { folder, patterns: target.kubeconfigs },
      kubeconfig: target.kubeconfig && {
        paths: [resolve(folder, target.kubeconfig.file)],
        required: true,
        context: target.kubeconfig.context,
      },
    })),
  };
}
