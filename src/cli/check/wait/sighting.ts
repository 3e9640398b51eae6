import { failureCode } from '../../../probe/failure-code.js';
import { reasons } from '../../../probe/reason.js';
import type { NameVerdict, Report, ShownProcess, TargetReport } from '../../../probe/report.js';
import { goMessage } from '../../../text/go-message.js';
import { loopbackNumber } from '../../../x509/loopback-start.js';

/** What one probe showed of the things that a wait is for. */
export interface Sighting {
  /** Each process that answered, once. */
  readonly processes: readonly WaitedProcess[];
  /** Why an address shows no process, for people; undefined: each shows one. */
  readonly unseen: string | undefined;
  /** Whether it never will, because the address does not show loopback certificates. */
  readonly isHidden: boolean;
  /** Why a server is not ready, for people; undefined: /version and /livez have nothing against it. */
  readonly notReady: string | undefined;
  /** What the clients' names are shown. A name that was not answered is absent. */
  readonly names: readonly WaitedName[];
}

/** A kube-apiserver process by its loopback certificate. */
export interface WaitedProcess {
  readonly fingerprintSha256: string;
  /** The number behind the CN's `@`: the start by the clock of its host, in unix seconds. */
  readonly number: number;
  /** The start by our clock, in unix seconds. Undefined: not known within seconds. */
  readonly started: StartBounds | undefined;
}

interface StartBounds {
  readonly earliest: number;
  readonly latest: number;
}

export interface WaitedName {
  readonly name: string;
  /** Why clients do not accept it, for people; undefined: they do. */
  readonly problem: string | undefined;
}

/** The most seconds by which `HttpEvidence.clockSkew` is wrong. */
const skewError = 1;

/** The CN's number has whole seconds. */
const oneSecond = 1;

/** Reduces the report of a probe to what a wait is for. `names`: those that clients use, as given. */
export function sightingOf(targets: readonly TargetReport[], names: readonly string[]): Sighting {
  const reports = targets.flatMap((target) => target.reports);
  const processes = new Map(
    reports.flatMap((report) => processesOf(report).map((process) => [process.fingerprintSha256, process] as const)),
  );
  const notFound = [...targets.flatMap(({ notes }) => notes), 'it has no address'];
  const [unseen] = reports.length === 0 ? notFound : reports.flatMap(whyUnseen);
  const [notReady] = reports.flatMap(whyNotReady);
  return {
    processes: [...processes.values()],
    unseen,
    isHidden: reports.some(({ loopback }) => isNeverShown(loopback)),
    notReady,
    names: names.flatMap((name) => worstOf(reports, name)),
  };
}

function processesOf({ loopback, http }: Report): readonly WaitedProcess[] {
  if (loopback.state !== 'found') return [];
  return loopback.processes.map((process) => waitedProcess(process, http?.clockSkew));
}

/** The process itself is a moment older than notBefore and the CN say, but not by as much as the bounds are apart. */
function waitedProcess({ chain: [leaf], startedAt }: ShownProcess, skew: number | undefined): WaitedProcess {
  const number = loopbackNumber(leaf);
  const isKnown = startedAt !== undefined && skew !== undefined;
  return {
    fingerprintSha256: leaf.fingerprintSha256,
    number,
    started: isKnown
      ? { earliest: startedAt - skew - skewError, latest: number - skew + skewError + oneSecond }
      : undefined,
  };
}

/** `no_serving_handshake` and a failure pass, the others are how the address is. */
function isNeverShown(loopback: Report['loopback']): boolean {
  return (
    loopback.state === 'not_served' || (loopback.state === 'not_asked' && loopback.because !== 'no_serving_handshake')
  );
}

function whyUnseen(report: Report): readonly string[] {
  const { loopback, failures } = report;
  if (loopback.state === 'found') return [];
  if (loopback.state === 'not_served') return ['it does not show the loopback certificate of a kube-apiserver'];
  if (isNeverShown(loopback))
    return ['no loopback certificate is asked for there: a gateway or a listener like that of K3s'];
  const failure = failures.find(({ probe }) => probe === 'serving' || probe === 'loopback' || probe === 'resolve');
  return [failure === undefined ? 'nothing answers' : `${reasons[failure.reason].meaning} (${failureCode(failure)})`];
}

function whyNotReady({ serving, http, failures }: Report): readonly string[] {
  if (serving === undefined) return [];
  const failure = failures.find(({ probe }) => probe === 'http');
  if (failure) return [`${reasons[failure.reason].meaning} (${failureCode(failure)})`];
  if (http === undefined) return ['it has not answered over HTTP'];
  const failing = http.health.filter(({ healthy }) => !healthy).map(({ check }) => check);
  return failing.length === 0 ? [] : [`/livez fails: ${failing.slice(0, 3).join(', ')}`];
}

/** Where one of several addresses does not answer for the name, the name is unknown. */
function worstOf(reports: readonly Report[], name: string): readonly WaitedName[] {
  const verdicts = reports.map((report) => report.names.find((verdict) => verdict.name === name));
  const problems = verdicts.flatMap((verdict) => (verdict === undefined ? [] : problemOf(verdict)));
  if (problems.length > 0) return [{ name, problem: problems[0] }];
  return verdicts.length > 0 && verdicts.every((verdict) => verdict !== undefined)
    ? [{ name, problem: undefined }]
    : [];
}

function problemOf({ name, covered, verdict }: NameVerdict): readonly string[] {
  if (verdict?.accepted === false) return [goMessage(verdict)];
  return covered === true ? [] : [`the serving certificate does not cover ${name}`];
}
