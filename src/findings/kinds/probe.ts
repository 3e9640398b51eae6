import { failureCode } from '../../probe/failure-code.js';
import { type Reason, type ReasonEntry, reasons } from '../../probe/reason.js';
import { type ProbeFailure, probes, type Report, type TargetReport } from '../../probe/report.js';
import { type ServerKind, serverKinds } from '../../servers/server-kind.js';
import type { Remedy } from '../remedies/remedy.js';
import { serverRemedies } from '../remedies/server-remedies.js';
import type { Severity } from '../severity/severity.js';
import type { Evidence, FindingKind } from './finding-kind.js';
import { frontAdvice } from './front-advice.js';
import { isLocalDead, localAdvice } from './local-server.js';
import { slowAdvice } from './slow-advice.js';
import { trustRefusal } from './refusal.js';

export const discoveryFailed = {
  id: 'discovery-failed',
  runbook: 'ApiserverDiscoveryFailing',
  about: 'probe',
  title: 'The list of endpoints and names of the target may be incomplete',
  detect: (target) => {
    const severity: Severity = target.discovered ? 'info' : 'unknown';
    const notes = target.notes.map((text) => ({ severity, addresses: [], text }));
    const found = [...failuresOf(target, isResolve), ...notes];
    if (found.length > 0 || target.discovered) return found;
    return [{ severity, addresses: [], text: 'some endpoints may be missing' }];
  },
  remedy: (target) => adviceFor(target, isResolve),
} as const satisfies FindingKind;

export const probeFailing = {
  id: 'probe-failing',
  runbook: 'ApiserverProbeFailing',
  about: 'probe',
  title: 'Endpoints cannot be probed, or only in part',
  detect: (target) => failuresOf(target, isFailing(target)),
  remedy: failingRemedy('kube-apiserver'),
} as const satisfies FindingKind;

/** What to do about probes that fail at a server of this kind. */
export function failingRemedy(server: ServerKind): (target: TargetReport) => Remedy {
  return (target) => {
    const remedy = adviceFor(target, isFailing(target), server);
    return {
      ...remedy,
      advice: [...localAdvice(target), ...remedy.advice, ...frontAdvice(target.reports), ...slowAdvice(target)],
      procedures: server === 'kube-apiserver' ? [] : serverRemedies[server].instances.procedures,
    };
  };
}

const nothingFails =
  'No probe fails because of this. If something that was left out belongs here, fix what is said of it.';

function isResolve({ probe }: ProbeFailure): boolean {
  return probe === 'resolve';
}

/** Another finding says that the API server of this node does not run. */
function isFailing(target: TargetReport): (failure: ProbeFailure) => boolean {
  const isSaid = isLocalDead(target);
  return (failure) => !isResolve(failure) && !(isSaid && failure.probe === 'serving');
}

function failuresOf({ reports }: TargetReport, isMeant: (failure: ProbeFailure) => boolean): readonly Evidence[] {
  return reports.flatMap((report) =>
    report.failures
      .filter((failure) => isMeant(failure) && !isRefusal(failure, report))
      .map((failure) => ({
        severity: severityOf(failure, report),
        addresses: [report.address],
        subjects: [failure.probe],
        text: `${probes[failure.probe]}: ${reasons[failure.reason].meaning} (${failureCode(failure)})`,
      })),
  );
}

/** Whether the finding that clients cannot read what is served says the same. */
function isRefusal({ probe, reason }: ProbeFailure, report: Report): boolean {
  return probe === 'serving' && reason === 'certificate_malformed' && trustRefusal(report)?.reason === 'malformed';
}

/** A server that demands a client certificate has already shown its serving certificate, so nothing is unknown. */
function severityOf({ probe, reason }: ProbeFailure, { serving }: Report): Severity {
  const seen = probe === 'serving' && serving !== undefined && reason === 'client_certificate_required';
  return seen ? 'info' : 'unknown';
}

function adviceFor(
  { reports, discovered }: TargetReport,
  isMeant: (failure: ProbeFailure) => boolean,
  server: ServerKind = 'kube-apiserver',
): Remedy {
  const seen = new Set<Reason>(reports.flatMap(({ failures }) => failures.filter(isMeant).map(({ reason }) => reason)));
  const advice = [...seen].map((reason) =>
    seen.size > 1 ? `${reason}: ${adviceOn(reason, server)}` : adviceOn(reason, server),
  );
  return {
    advice:
      advice.length > 0
        ? advice
        : [discovered ? nothingFails : 'Until this is fixed, endpoints or names may be missing here.'],
    beware: [],
    procedures: [],
  };
}

/** What the library k8s.io/apiserver does holds for each server that is built on it. */
function adviceOn(reason: Reason, server: ServerKind): string {
  const { advice, elsewhere = advice }: ReasonEntry = reasons[reason];
  return server === 'kube-apiserver'
    ? advice
    : elsewhere.replaceAll('kube-apiserver', `this ${serverKinds[server].text}`);
}
