import { type ExitCode, exitCodes } from '../../../findings/severity/severity.js';
import { printable } from '../../../text/printable.js';
import { isoTime, secondText } from '../../../text/time-text.js';
import { processText, type WaitState, type Wanted } from './judge-wait.js';
import type { WaitedProcess } from './sighting.js';
import type { WaitEnd } from './wait-until.js';

/** A wait that has ended. */
export interface Waited extends WaitEnd {
  /** As it was given. */
  readonly endpoint: string;
  readonly wanted: Wanted;
}

/** 0: proved; 1: it is known that it has not happened; 3: whether it has is unknown. */
export function waitExitCode(state: WaitState): ExitCode {
  if (state.state === 'proved') return exitCodes.info;
  return state.state === 'pending' && state.isKnown ? exitCodes.warning : exitCodes.unknown;
}

const words = { proved: 'OK', pending: 'TIMEOUT', hidden: 'UNKNOWN' } as const;

/** The result in one line: `OK (exit code 0): 10.225.4.51:6443 restarted: …`. */
export function waitLine(waited: Waited): string {
  const { endpoint, state } = waited;
  const head = `${words[state.state]} (exit code ${waitExitCode(state)}): ${endpoint}`;
  return printable(`${head}${state.state === 'proved' ? provedText(waited) : failedText(waited, state.because)}`);
}

function provedText({ wanted, seen, last }: Waited): string {
  const restarted = `: restarted, ${last.processes.map(processText).join(', ')}${beforeText(seen.before)}`;
  const covered = wanted.names.length === 0 ? '' : `; covered: ${wanted.names.join(', ')}`;
  return wanted.restart ? `${restarted}${covered}` : `: covered: ${wanted.names.join(', ')}`;
}

function beforeText(before: readonly WaitedProcess[]): string {
  return before.length === 0 ? '' : `; before it ${before.map(processText).join(', ')}`;
}

function failedText({ waited, wanted, seen, last }: Waited, because: string): string {
  const gone = seen.before.filter(
    (old) => !last.processes.some(({ fingerprintSha256 }) => fingerprintSha256 === old.fingerprintSha256),
  );
  const isAdvised = wanted.restart && !wanted.isGiven && seen.before.length === 0;
  return [
    `, after ${Math.round(waited)} s: ${because}`,
    ...(wanted.restart && gone.length > 0 ? [`; it answered at the begin: ${gone.map(processText).join(', ')}`] : []),
    ...(isAdvised && last.processes.length > 0 ? [`; ${lateAdvice(wanted.after)}`] : []),
  ].join('');
}

/** Nothing answered at the begin, so the restart may have happened before it. */
function lateAdvice(after: number): string {
  return `nothing answered when the wait began at ${secondText(after)} UTC: where it begins after the restart, give the time before the restart with --restarted-after`;
}

/** Returns the result as the JSON that docs/check-wait.schema.json describes. Unknown values are null. */
export function waitJson(waited: Waited): string {
  const { endpoint, state, wanted, seen, last } = waited;
  const result = {
    version: 1,
    exitCode: waitExitCode(state),
    endpoint,
    state: words[state.state].toLowerCase(),
    because: state.state === 'proved' ? null : state.because,
    waitedSeconds: Math.round(waited.waited),
    restart: wanted.restart,
    startedAfter: isoTime(wanted.after),
    before: seen.before.map(processJson),
    processes: last.processes.map(processJson),
    ready: last.unseen !== undefined ? null : last.notReady === undefined,
    names: wanted.names.map((name) => nameJson(name, last)),
  };
  return JSON.stringify(result, undefined, 2);
}

function processJson({ number, fingerprintSha256 }: WaitedProcess): object {
  return { number, startedAt: isoTime(number), fingerprintSha256 };
}

function nameJson(name: string, { names }: WaitEnd['last']): object {
  const shown = names.find((each) => each.name === name);
  return { name, accepted: shown === undefined ? null : shown.problem === undefined, problem: shown?.problem ?? null };
}
