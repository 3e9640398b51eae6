import { failureCode } from './failure-code.js';
import type { LocalPlace, LocalServer, LocalServerState } from './local-server.js';
import { reasons } from './reason.js';
import type { ProbeFailure, Report, TargetReport } from './report.js';

/** Judges what the probe of the local API server showed. `report`: undefined: it was not probed. */
export function localServerOf(
  place: LocalPlace,
  report: Pick<TargetReport, 'reports' | 'ca'> | undefined,
): LocalServer {
  const reports = report?.reports ?? [];
  const answering = reports.find(({ serving }) => serving !== undefined);
  const address = (answering ?? reports[0])?.address;
  const state = answering
    ? isOther(answering, place)
      ? 'other'
      : 'answers'
    : silentState(place, reports.map(servingFailure));
  const text = describe[state]({ place, at: address ?? 'its address', failure: reports.map(servingFailure)[0] });
  return { state, address, text, place };
}

/** What answers is of another CA, and shows no loopback certificate, which every kube-apiserver has. */
function isOther({ trust, loopback }: Report, { isHere }: LocalPlace): boolean {
  const isForeign = trust.state === 'untrusted' && trust.refusal.reason === 'unknown_authority';
  return isHere === true && isForeign && loopback.state === 'not_served';
}

function silentState(place: LocalPlace, failures: readonly (ProbeFailure | undefined)[]): LocalServerState {
  const { isHere, isPortKnown, noManifest, hasCertificate } = place;
  if (isHere === true) {
    const isRefused = failures.length > 0 && failures.every((failure) => failure?.reason === 'refused');
    if (!isRefused || !isPortKnown) return 'failing';
    return noManifest?.isMissing === true ? 'stopped' : 'dead';
  }
  if (noManifest !== undefined && !hasCertificate && isHere === undefined) return 'none';
  return isHere === false ? 'elsewhere' : 'failing';
}

function servingFailure({ failures }: Report): ProbeFailure | undefined {
  return failures.find(({ probe }) => probe === 'serving') ?? failures[0];
}

interface Seen {
  readonly place: LocalPlace;
  readonly at: string;
  readonly failure: ProbeFailure | undefined;
}

const describe: Readonly<Record<LocalServerState, (seen: Seen) => string>> = {
  answers: ({ at }) => `it answers at ${at}`,
  other: ({ at }) =>
    `what answers at ${at} is not signed by its CA and has no loopback certificate: another program has the port, so that this API server cannot start`,
  dead: ({ at, place: { noManifest, manifest } }) =>
    `nothing listens at ${at}, ${
      noManifest === undefined ? `though ${manifest} says so` : `and ${manifest}: ${noManifest.why}`
    }`,
  stopped: ({ at, place: { manifest } }) =>
    `nothing listens at ${at}, and there is no ${manifest}: its static pod was stopped`,
  failing: ({ at, failure, place: { isPortKnown, manifest } }) =>
    `${failureText(at, failure)}${isPortKnown ? '' : `; the port is a guess, since neither ${manifest} nor controller-manager.conf says it`}`,
  elsewhere: ({ at, place, failure }) => elsewhereText(at, place, failure),
  none: ({ place: { manifest } }) => `there is neither ${manifest} nor a serving certificate`,
};

function failureText(at: string, failure: ProbeFailure | undefined): string {
  return failure === undefined
    ? `${at} was not asked`
    : `${at}: ${reasons[failure.reason].meaning} (${failureCode(failure)})`;
}

function elsewhereText(at: string, { named, isOwnFolder }: LocalPlace, failure: ProbeFailure | undefined): string {
  const why = isOwnFolder
    ? 'the address of the node has changed, or this is a container with a network of its own'
    : 'the folder is a copy from another host, or this is a container with a network of its own';
  if (named === undefined) return `this host has none of the addresses that its files name: ${why}`;
  return `this host does not have the address ${named}, and ${failureText(at, failure)}: ${why}`;
}
