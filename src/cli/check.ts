import { homedir } from 'node:os';
import pico from 'picocolors';
import { type ReadFile, readFile } from '../config/read-file.js';
import { sourcesOf } from '../discovery/source-of.js';
import { fileExists } from '../files/file-exists.js';
import { filesToRead } from '../files/files-to-read.js';
import { besideKubeadm, kubeadmExpiration } from '../files/kubeadm-expiration.js';
import { lookAtFiles } from '../files/look-at-files.js';
import { fileEvidence } from '../files/serving-file.js';
import { type ExitCode, exitCodeOf, exitCodes } from '../findings/exit-code.js';
import { findingsOf } from '../findings/findings-of.js';
import type { Surroundings } from '../kube/locate.js';
import { sweep } from '../probe/sweep.js';
import { readVersion } from '../version.js';
import { checkFilesTable } from './check-files-table.js';
import { checkFindings } from './check-findings.js';
import { checkJson } from './check-json.js';
import { withoutSilentNode } from './check-kubeadm.js';
import { checkKubeadmTable } from './check-kubeadm-table.js';
import { type CheckResult, showsTargets } from './check-result.js';
import { type StartSpinner, startSpinner, withSpinner } from './check-spinner.js';
import { checkSummary } from './check-summary.js';
import { checkTable } from './check-table.js';
import { checkTargets, type Plan } from './check-targets.js';
import type { Io } from './io.js';
import type { CheckOptions } from './check-command.js';
import { createWorlds, type Worlds } from './world.js';

/** What `check` needs of the world beside its output. */
export interface CheckWorld {
  readonly createWorlds: () => Promise<Worlds>;
  readonly readFile: ReadFile;
  /** Where kubectl would look for a kubeconfig. */
  readonly surroundings: Surroundings;
  readonly color: boolean;
  /** Columns for the table, and for prose. */
  readonly width: number;
  /** undefined: nobody watches. */
  readonly startSpinner: StartSpinner | undefined;
}

/** Of a log or a file, which has no columns; prose wider than a hundred is hard to read anywhere. */
const widthWithoutTerminal = 120;
const widestProse = 100;

/** A stream of the process: a terminal, a pipe or a file. */
interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The process's own world. Colours and spinner are for terminals, and for those who want them (NO_COLOR, TERM). */
export function systemWorld(stdout: Stream, stderr: Stream, colorSupported: boolean): CheckWorld {
  return {
    createWorlds: () => createWorlds(readVersion()),
    readFile,
    surroundings: { env: process.env, home: homedir(), cwd: process.cwd() },
    color: colorSupported && stdout.isTTY === true,
    width: stdout.columns || widthWithoutTerminal,
    startSpinner: stderr.isTTY === true ? startSpinner : undefined,
  };
}

/**
 * One look at every endpoint, and a report. Gives the exit code: that of the worst finding, and 3 when it could not begin, with every
 * problem on stderr.
 */
export async function check(
  endpoints: readonly string[],
  options: CheckOptions,
  io: Io,
  world: CheckWorld = systemWorld(process.stdout, process.stderr, pico.isColorSupported),
): Promise<ExitCode> {
  const planned = await checkTargets(endpoints, options, { read: world.readFile, surroundings: world.surroundings });
  if (!planned.ok) {
    for (const problem of planned.problems) io.stderr(`${problem}\n`);
    return exitCodes.unknown;
  }
  const looking = look(planned, world);
  const result = await withSpinner(looking, 'looking at the API servers', world.startSpinner);
  io.stdout(`${options.output === 'json' ? checkJson(result) : report(result, world)}\n`);
  return exitCodeOf(result.findings);
}

async function look({ config, kubeadmFolder }: Plan, { createWorlds }: CheckWorld): Promise<CheckResult> {
  const worlds = await createWorlds();
  const world = worlds.probing(config.probe.concurrency);
  const [swept, files] = await Promise.all([
    sweep(sourcesOf(config, worlds.finding), world, Infinity),
    lookAtFiles(filesToRead(config), worlds.reading).done,
  ]);
  const now = world.clock.now();
  const targets = kubeadmFolder === undefined ? swept : withoutSilentNode(swept);
  const evidence = fileEvidence(config.targets, targets, files);
  const kubeadm =
    kubeadmFolder === undefined ? undefined : await kubeadmExpiration(kubeadmFolder, evidence, fileExists);
  return { now, targets, ...evidence, kubeadm, findings: findingsOf(targets, now, evidence) };
}

function report(result: CheckResult, { color, width }: CheckWorld): string {
  const { now, files, kubeadm } = result;
  const findings = checkFindings(result.findings, {
    color,
    width: Math.min(width, widestProse),
    targets: showsTargets(result.targets),
  });
  const table = { now, color, width };
  const onDisk = kubeadm
    ? [checkKubeadmTable(kubeadm, table), checkFilesTable(besideKubeadm(files, kubeadm), table)]
    : [checkFilesTable(files, table)];
  return [...onDisk, checkTable(result, table), findings, checkSummary(result, color)]
    .filter((part) => part !== '')
    .join('\n\n');
}
