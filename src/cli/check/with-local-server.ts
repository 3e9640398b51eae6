import { localServerOf } from '../../probe/local-server-of.js';
import type { LocalServer } from '../../probe/local-server.js';
import type { Report, TargetReport } from '../../probe/report.js';
import type { KubeadmPlan } from './kubeadm-config.js';

export interface JudgedNode {
  readonly targets: readonly TargetReport[];
  readonly localServer: LocalServer;
}

/**
 * Judges the API server of kubeadm's folder, and adds that to its target. If the folder is a copy from another host, or not that of a
 * control-plane node, its target is left out unless it answers: nothing is wrong here.
 */
export function withLocalServer(
  targets: readonly TargetReport[],
  { place, target: name }: Pick<KubeadmPlan, 'place' | 'target'>,
): JudgedNode {
  const isOwn = ({ target }: TargetReport): boolean => target.name === name;
  const others = targets.filter((each) => !isOwn(each)).flatMap(({ reports }) => reports.filter(isUp));
  const seen = localServerOf(place, targets.find(isOwn));
  const text = isDown(seen) && others[0] ? `${seen.text}; ${others[0].address} answers, so clients go on` : seen.text;
  const localServer = { ...seen, text };
  return {
    localServer,
    targets: targets.flatMap((each) => (isOwn(each) ? ownTarget(each, localServer) : [beside(each, localServer)])),
  };
}

function ownTarget(report: TargetReport, localServer: LocalServer): readonly TargetReport[] {
  return isForeign(localServer) ? [] : [{ ...report, localServer, reports: answersOf(report) }];
}

function beside(report: TargetReport, { state, address }: LocalServer): TargetReport {
  const isDeadBeside = state === 'answers' && !report.reports.some(isUp);
  return isDeadBeside && address !== undefined ? { ...report, localAnswersAt: address } : report;
}

function isDown({ state }: LocalServer): boolean {
  return state === 'dead' || state === 'stopped';
}

function isForeign({ state, place }: LocalServer): boolean {
  return state === 'none' || (state === 'elsewhere' && !place.isOwnFolder);
}

function isUp({ serving }: Report): boolean {
  return serving !== undefined;
}

/** One of two addresses of the same server may not be reachable from here. */
function answersOf({ reports }: TargetReport): readonly Report[] {
  return reports.some(isUp) ? reports.filter(isUp) : reports;
}
