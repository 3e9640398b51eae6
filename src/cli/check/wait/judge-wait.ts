import { secondText } from '../../../text/time-text.js';
import type { Sighting, WaitedProcess } from './sighting.js';

/** What is waited for. */
export interface Wanted {
  /** Whether each process that answers has to be a new one. */
  readonly restart: boolean;
  /** A new process has started after this time, in unix seconds of our clock. */
  readonly after: number;
  /** Whether a person gave this time; else it is that of the begin of the wait. */
  readonly isGiven: boolean;
  /** Names that clients use, all of which have to be covered. */
  readonly names: readonly string[];
}

/** What earlier probes of this wait showed. */
export interface Seen {
  /** The processes at the begin of the wait. Where the time is given, they may be new already, so there are none. */
  readonly before: readonly WaitedProcess[];
  /** How many servers are behind the address, at least. */
  readonly servers: number;
}

export type WaitState =
  | { readonly state: 'proved' }
  /** `isKnown`: whether it is known that it has not happened; else what has happened is unknown. */
  | { readonly state: 'pending'; readonly because: string; readonly isKnown: boolean }
  /** No further probe can show it. */
  | { readonly state: 'hidden'; readonly because: string };

/** Adds a sighting to what is known. `seen`: undefined for the first one. */
export function addSeen(seen: Seen | undefined, { processes }: Sighting, wanted: Wanted): Seen {
  const { before, servers } = seen ?? { before: wanted.isGiven ? [] : processes, servers: 0 };
  // While a process is replaced, both may answer one probe.
  const isSettled = !processes.some((process) => isNew(process, before, wanted));
  return { before, servers: isSettled ? Math.max(servers, processes.length) : servers };
}

/**
 * Decides whether it is proved that each process that answers is new, that it is ready, and that the names are covered. A process that was
 * not seen before is no proof: a load balancer or a virtual address may lead to another one, which has run for months. So the process must
 * have started after the begin of the wait (by our clock, corrected by what the server's header Date shows of its clock), be later than those
 * that answered at the begin (by the clock of its host), and as many must answer as before.
 */
export function judgeWait(sighting: Sighting, seen: Seen, wanted: Wanted): WaitState {
  return (
    (wanted.restart ? restartPending(sighting, seen, wanted) : undefined) ??
    fewerServers(sighting, seen) ??
    namesPending(sighting, wanted) ?? { state: 'proved' }
  );
}

function restartPending(sighting: Sighting, { before }: Seen, wanted: Wanted): WaitState | undefined {
  const { processes, unseen, isHidden, notReady } = sighting;
  if (unseen !== undefined) return isHidden ? { state: 'hidden', because: unseen } : undecided(unseen);
  const old = processes.find((process) => isOld(process, before, wanted));
  if (old) return decided(`${processText(old)} still answers`);
  const unproved = processes.find((process) => !isNew(process, before, wanted));
  if (unproved) return undecided(whyUnproved(unproved, wanted, notReady));
  return notReady === undefined ? undefined : decided(`the new process is not ready: ${notReady}`);
}

function isOld({ fingerprintSha256, started }: WaitedProcess, before: Seen['before'], { after }: Wanted): boolean {
  const wasSeen = before.some((process) => process.fingerprintSha256 === fingerprintSha256);
  return wasSeen || (started !== undefined && started.latest < after);
}

function isNew(process: WaitedProcess, before: Seen['before'], wanted: Wanted): boolean {
  if (isOld(process, before, wanted)) return false;
  const { number, started } = process;
  // A given time may be the number of an old process, which is by the clock of its host.
  const newest = Math.max(wanted.isGiven ? wanted.after : -Infinity, ...before.map((each) => each.number));
  return started !== undefined && started.earliest > wanted.after && number > newest;
}

function whyUnproved(process: WaitedProcess, { after }: Wanted, notReady: string | undefined): string {
  const { number, started } = process;
  const text = processText(process);
  if (started === undefined)
    return `when ${text} started is not known, because its clock is not${notReady === undefined ? '' : `: ${notReady}`}`;
  return started.earliest > after
    ? `${text} started after ${secondText(after)} UTC, but not by the clock of its host, which was set or differs from ours (${secondText(number)})`
    : `${text} started within seconds of ${secondText(after)} UTC: whether after it is not known`;
}

function fewerServers({ processes }: Sighting, { servers }: Seen): WaitState | undefined {
  if (processes.length >= servers) return undefined;
  return decided(`${processes.length} of ${servers} servers behind this address answer`);
}

function namesPending({ names, unseen }: Sighting, wanted: Wanted): WaitState | undefined {
  const problem = names.find((each) => each.problem !== undefined)?.problem;
  if (problem !== undefined) return decided(problem);
  const missing = wanted.names.find((name) => !names.some((each) => each.name === name));
  return missing === undefined
    ? undefined
    : undecided(`what ${missing} is shown is not known${unseen === undefined ? '' : `: ${unseen}`}`);
}

/** Names a process as its certificate does, with the start by the clock of its host. */
export function processText({ number }: Pick<WaitedProcess, 'number'>): string {
  return `the process @${number} (started ${secondText(number)} UTC)`;
}

function decided(because: string): WaitState {
  return { state: 'pending', because, isKnown: true };
}

function undecided(because: string): WaitState {
  return { state: 'pending', because, isKnown: false };
}
