import { homedir, networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import pico from 'picocolors';
import { targetSources } from '../../discovery/target-sources.js';
import { fileExists, type ReadFile, readFile } from '../../document/read-file.js';
import { filesToRead } from '../../files/files-to-read.js';
import { besideKubeadm, kubeadmExpiration } from '../../files/kubeadm-expiration.js';
import { readFiles } from '../../files/read-files.js';
import { fileEvidence } from '../../files/serving-file.js';
import { findingsOf } from '../../findings/findings-of.js';
import type { Distribution } from '../../findings/procedures/distribution.js';
import { type ExitCode, exitCodeOf, exitCodes } from '../../findings/severity/severity.js';
import type { Surroundings } from '../../kube/locate-kubeconfig.js';
import { probeTargets } from '../../probe/probe-target.js';
import { askAlways } from '../../probe/refused-paths.js';
import { compose } from '../composition.js';
import { ownAddresses } from '../../net/own-addresses.js';
import { printable } from '../../text/printable.js';
import type { Io } from '../io.js';
import { readVersion } from '../version.js';
import type { CheckOptions } from './command.js';
import { apiServerNotes } from './api-servers.js';
import { checkFilesTable } from './files-table.js';
import { checkFindings } from './findings-text.js';
import { checkJson } from './json.js';
import { checkKubeadmTable } from './kubeadm-table.js';
import { type CheckResult, showsTargets } from './result.js';
import { startSpinner, withSpinner } from './spinner.js';
import { checkSummary } from './summary.js';
import { checkTable } from './table.js';
import { checkTargets, type Plan } from './targets.js';
import { withLocalServer } from './with-local-server.js';
import { waitForProof, type WaitEnvironment } from './wait-for-proof.js';

/** Everything that `check` needs from the process, except its output. */
export interface CheckEnvironment extends WaitEnvironment {
  readonly readFile: ReadFile;
  /** Determines where kubectl would search for a kubeconfig. */
  readonly surroundings: Surroundings;
  /** Returns the IPs of this host. */
  readonly ownAddresses: () => readonly string[];
  readonly color: boolean;
  /** Columns for the table and for prose. */
  readonly width: number;
}

/** The width for output to a log or a file, which has no columns. Prose wider than 100 columns is hard to read anywhere. */
const widthWithoutTerminal = 120;
const widestProse = 100;

/** A stream of the process: a terminal, a pipe or a file. */
interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The environment of this process. Colours and the spinner appear only on terminals; NO_COLOR and TERM switch colours off. */
export function systemEnvironment(stdout: Stream, stderr: Stream, colorSupported: boolean): CheckEnvironment {
  return {
    compose: () => compose(readVersion()),
    readFile,
    surroundings: { env: process.env, home: homedir(), cwd: process.cwd() },
    ownAddresses: () => ownAddresses(networkInterfaces()),
    color: colorSupported && stdout.isTTY === true,
    width: stdout.columns || widthWithoutTerminal,
    startSpinner: stderr.isTTY === true ? startSpinner : undefined,
    pause: delay,
  };
}

/**
 * Probes every endpoint once and prints a report. Returns the exit code of the worst finding. If the check cannot start, prints every
 * problem to stderr and returns 3.
 */
export async function check(
  endpoints: readonly string[],
  options: CheckOptions,
  io: Io,
  environment: CheckEnvironment = systemEnvironment(process.stdout, process.stderr, pico.isColorSupported),
): Promise<ExitCode> {
  const planned = await checkTargets(endpoints, options, {
    read: environment.readFile,
    surroundings: environment.surroundings,
    own: environment.ownAddresses(),
  });
  if (!planned.ok) {
    for (const problem of planned.problems) io.stderr(`${printable(problem)}\n`);
    return exitCodes.unknown;
  }
  if (options.wait) return await waitForProof({ endpoints, options, config: planned.config }, io, environment);
  const running = run(planned, environment);
  const result = ofKind(
    options.controlPlane,
    await withSpinner(running, 'probing the API servers', environment.startSpinner),
  );
  io.stdout(`${options.output === 'json' ? checkJson(result) : report(result, environment)}\n`);
  return exitCodeOf(result.findings);
}

async function run(
  { config, kubeadm: plan }: Plan,
  { compose: createComposition }: CheckEnvironment,
): Promise<CheckResult> {
  const composition = await createComposition();
  const probing = { ...composition.probing(config.probe.concurrency), refusedPaths: askAlways };
  const [probed, files] = await Promise.all([
    probeTargets(targetSources(config, composition.finding), probing, Infinity),
    readFiles(filesToRead(config), composition.reading).done,
  ]);
  const now = probing.clock.now();
  const node = plan && withLocalServer(probed, plan);
  const targets = node?.targets ?? probed;
  const evidence = fileEvidence(config.targets, targets, files);
  const kubeadm = plan &&
    node && { ...(await kubeadmExpiration(plan.folder, evidence, fileExists)), server: node.localServer };
  return { now, targets, ...evidence, kubeadm, findings: findingsOf(targets, now, evidence) };
}

/** Chooses the procedures of this kind of control plane, whatever the certificates show. */
function ofKind(kind: Distribution | undefined, result: CheckResult): CheckResult {
  if (kind === undefined) return result;
  return { ...result, findings: result.findings.map((finding) => ({ ...finding, distributions: [kind] })) };
}

function report(result: CheckResult, { color, width }: CheckEnvironment): string {
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
  // In one line each, which people search for.
  const notes = apiServerNotes(result.targets).map(printable).join('\n');
  return [...onDisk, checkTable(result, table), findings, notes, checkSummary(result, color)]
    .filter((part) => part !== '')
    .join('\n\n');
}
