import type { Config } from '../../config/config.js';
import { targetGroups } from '../../discovery/target-groups.js';
import { listTargets, nameTargets } from '../../discovery/targets.js';
import type { ExitCode } from '../../findings/severity/severity.js';
import type { Clock } from '../../net/clock.js';
import { createNameMemory } from '../../probe/name-memory.js';
import type { ProbeDependencies } from '../../probe/probe-dependencies.js';
import { probeTargets } from '../../probe/probe-target.js';
import { askAlways } from '../../probe/refused-paths.js';
import { createServerMemories } from '../../probe/server-memories.js';
import { printable } from '../../text/printable.js';
import { secondText } from '../../text/time-text.js';
import { parseHostName } from '../../x509/host-name.js';
import type { Composition } from '../composition.js';
import type { Io } from '../io.js';
import type { CheckOptions } from './command.js';
import { refuseCheck } from './refuse-check.js';
import type { StartSpinner } from './spinner.js';
import type { WaitState, Wanted } from './wait/judge-wait.js';
import { sightingOf } from './wait/sighting.js';
import { waitExitCode, waitJson, waitLine } from './wait/wait-result.js';
import { waitUntil } from './wait/wait-until.js';
import { defaultWait } from './wait-options.js';
import { waitProblems } from './wait-problems.js';

/** What a wait needs from the process, except its output. */
export interface WaitEnvironment {
  readonly compose: () => Promise<Composition>;
  /** undefined: stderr is not a terminal. */
  readonly startSpinner: StartSpinner | undefined;
  /** Columns of the terminal. */
  readonly width: number;
  /** Resolves after so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

interface WaitRequest {
  readonly endpoints: readonly string[];
  readonly options: CheckOptions;
  readonly config: Config;
}

/** Waits as the options say. Prints progress to stderr, and the result in one line. Returns 0 only if it is proved. */
export async function waitForProof(
  { endpoints, options, config }: WaitRequest,
  io: Io,
  environment: WaitEnvironment,
): Promise<ExitCode> {
  const composition = await environment.compose();
  const probing = composition.probing(config.probe.concurrency);
  const clock = steadyClock(probing.clock);
  const now = clock.now();
  const problems = waitProblems(endpoints, options, now);
  if (problems.length > 0) return refuseCheck(problems, options, io);

  const { wait, output } = options;
  // As reports have them.
  const names = options.names.map((name) => parseHostName(name)?.text ?? name);
  const after = wait?.after === undefined ? now : Number(wait.after);
  const wanted: Wanted = { restart: wait?.restart === true, after, isGiven: wait?.after !== undefined, names };
  const [endpoint = ''] = endpoints;
  const targets = nameTargets(targetGroups(config, composition.finding));
  const progress = startProgressText({ endpoint, wanted }, io, environment);
  const end = await waitUntil({
    wanted,
    seconds: wait?.seconds ?? defaultWait,
    clock,
    probe: async () => {
      const sources = await listTargets(targets, Infinity);
      return sightingOf(await probeTargets(sources, probeAfresh(probing, clock), Infinity), names);
    },
    pause: environment.pause,
    onChange: progress.show,
  });
  progress.end();
  const result = { ...end, endpoint, wanted };
  io.stdout(`${output === 'json' ? waitJson(result) : waitLine(result)}\n`);
  return waitExitCode(end.state);
}

/** The clock as it was at the begin: one that is set meanwhile must not pass an old process off as a new one. */
function steadyClock({ now, monotonic }: Clock): Clock {
  const [begin, begun] = [now(), monotonic()];
  return { now: () => begin + (monotonic() - begun) / 1000, monotonic };
}

/** Remembers no earlier probe: a server that has gone no longer counts, and each name is asked. */
function probeAfresh(probing: ProbeDependencies, clock: Clock): ProbeDependencies {
  return { ...probing, clock, refusedPaths: askAlways, names: createNameMemory(), servers: createServerMemories() };
}

/** On a terminal, a spinner with the latest state; else a line for each state. */
function startProgressText(
  { endpoint, wanted }: { readonly endpoint: string; readonly wanted: Wanted },
  { stderr }: Io,
  { startSpinner, width }: WaitEnvironment,
): { readonly show: (state: WaitState) => void; readonly end: () => void } {
  const what = wanted.restart ? `a start after ${secondText(wanted.after)} UTC` : 'covered names';
  let stop: (() => void) | undefined;
  return {
    show: (state) => {
      if (state.state !== 'pending') return;
      const text = printable(`${endpoint}: waiting for ${what}: ${state.because}`);
      stop?.();
      // A spinner erases one row, and takes two columns itself.
      stop = startSpinner?.(text.slice(0, Math.max(0, width - 3)));
      if (startSpinner === undefined) stderr(`${text}\n`);
    },
    end: () => stop?.(),
  };
}
