import { networkInterfaces } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import pico from 'picocolors';
import { targetGroups } from '../../discovery/target-groups.js';
import { nameTargets } from '../../discovery/targets.js';
import { fileExists, type ReadFile, readFile } from '../../document/read-file.js';
import { type WriteFile, writeWhole } from '../../document/write-whole.js';
import { filesToRead } from '../../files/files-to-read.js';
import { kubeadmExpiration } from '../../files/kubeadm-expiration.js';
import { readFiles } from '../../files/read-files.js';
import { fileEvidence } from '../../files/serving-file.js';
import { findingsOf } from '../../findings/findings-of.js';
import type { Distribution } from '../../findings/procedures/distribution.js';
import type { ExitCode } from '../../findings/severity/severity.js';
import type { Surroundings } from '../../kube/locate-kubeconfig.js';
import { probeTargets } from '../../probe/probe-target.js';
import { askAlways } from '../../probe/refused-paths.js';
import { compose } from '../composition.js';
import { ownAddresses } from '../../net/own-addresses.js';
import type { Io } from '../io.js';
import { homeFolder } from '../home-folder.js';
import { readVersion } from '../version.js';
import { chosenTargets, narrowed } from './chosen-targets.js';
import type { CheckOptions } from './command.js';
import { outputProblems } from './output-problems.js';
import { printResult } from './print-result.js';
import { refuseCheck } from './refuse-check.js';
import type { CheckResult } from './result.js';
import { type Earlier, earlierOf, type Usable } from './since/earlier.js';
import { readSnapshot } from './since/read-snapshot.js';
import { startSpinner, withSpinner } from './spinner.js';
import { checkTargets, type Plan } from './targets.js';
import { withLocalServer } from './with-local-server.js';
import { waitForProof, type WaitEnvironment } from './wait-for-proof.js';

/** Everything that `check` needs from the process, except its output. */
export interface CheckEnvironment extends WaitEnvironment {
  readonly readFile: ReadFile;
  readonly writeFile: WriteFile;
  /** Determines where kubectl would search for a kubeconfig. */
  readonly surroundings: Surroundings;
  /** Returns the IPs of this host. */
  readonly ownAddresses: () => readonly string[];
  readonly color: boolean;
  /** Columns for the table and for prose. */
  readonly width: number;
}

/** The width for output to a log or a file, which has no columns. */
const widthWithoutTerminal = 120;

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
    writeFile: writeWhole,
    surroundings: { env: process.env, home: homeFolder(), cwd: process.cwd() },
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
  const contradictions = outputProblems(options, environment.surroundings.cwd);
  const planned = await checkTargets(endpoints, options, {
    read: environment.readFile,
    surroundings: environment.surroundings,
    own: environment.ownAddresses,
  });
  const problems = [...contradictions, ...(planned.ok ? [] : planned.problems)];
  if (!planned.ok || problems.length > 0) return refuseCheck(problems, options, io);
  if (options.wait) return await waitForProof({ endpoints, options, config: planned.config }, io, environment);
  const earlier = await readEarlier(options, environment.readFile);
  if (earlier?.ok === false) return refuseCheck([earlier.problem], options, io);
  const running = run(planned, options.targets, environment);
  const ran = await withSpinner(running, 'probing the API servers', environment.startSpinner);
  if (!ran.ok) return refuseCheck([ran.problem], options, io);
  const result = ofKind(options.controlPlane, ran.value);
  const print = { ...environment, isWatched: environment.startSpinner !== undefined };
  return await printResult({ result, earlier: earlier?.value, options }, io, print);
}

/** Before anything is probed, because a file that is no use is better known at once. undefined: the check is compared with nothing. */
async function readEarlier({ since, save }: CheckOptions, read: ReadFile): Promise<Usable<Earlier> | undefined> {
  return since === undefined ? undefined : earlierOf(since, await readSnapshot(since, read), save !== undefined);
}

/** `names`: those of the targets to probe; empty: all. */
async function run(
  { config, kubeadm: plan }: Plan,
  names: readonly string[],
  { compose: createComposition }: CheckEnvironment,
): Promise<Usable<CheckResult>> {
  const composition = await createComposition();
  const probing = { ...composition.probing(config.probe.concurrency), refusedPaths: askAlways };
  const chosen = await chosenTargets(nameTargets(targetGroups(config, composition.finding)), names);
  if (!chosen.ok) return chosen;
  const [probed, files] = await Promise.all([
    probeTargets(chosen.sources, probing, Infinity),
    readFiles(filesToRead(narrowed(config, names)), composition.reading).done,
  ]);
  const now = probing.clock.now();
  const node = plan && withLocalServer(probed, plan);
  const targets = node?.targets ?? probed;
  const evidence = fileEvidence(config.targets, targets, files);
  const kubeadm = plan &&
    node && { ...(await kubeadmExpiration(plan.folder, evidence, fileExists)), server: node.localServer };
  const value = { now, targets, ...evidence, kubeadm, findings: findingsOf(targets, now, evidence) };
  return { ok: true, value };
}

/** Chooses the procedures of this kind of control plane, whatever the certificates show. */
function ofKind(kind: Distribution | undefined, result: CheckResult): CheckResult {
  if (kind === undefined) return result;
  return { ...result, findings: result.findings.map((finding) => ({ ...finding, distributions: [kind] })) };
}
