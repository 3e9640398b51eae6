import type { Report, TargetReport } from '../probe/report.js';
import { serverKindOf } from '../probe/server-kind-of.js';
import type { KnownServer } from '../servers/recognise-server.js';
import { groupBy } from './group-by.js';

/** The endpoints of a target at which servers of one kind answer, whose loopback certificates matter alike. */
export interface OneKind {
  /** Undefined: kube-apiserver, or not known. */
  readonly server: KnownServer | undefined;
  readonly report: TargetReport;
  /** Whether findings about the target as a whole belong to it. One of the groups has them. */
  readonly isFirst: boolean;
}

/** Groups the endpoints by the kind of server, kube-apiserver first: a target has one kind as a rule. */
export function groupByServer(report: TargetReport): readonly OneKind[] {
  const groups = groupBy(report.reports, (each) => {
    const server = otherServerOf(each);
    return server && `${server.kind} ${server.loopbackEnd}`;
  });
  const found = [...groups.values()].map((reports) => ({ server: otherServerOf(reports[0]), reports }));
  if (found.length < 2) return [{ server: found[0]?.server, report, isFirst: true }];
  return found
    .toSorted(({ server: one }, { server: other }) => Number(one !== undefined) - Number(other !== undefined))
    .map(({ server, reports }, at) => ({ server, report: { ...report, reports }, isFirst: at === 0 }));
}

function otherServerOf(report: Report): KnownServer | undefined {
  const server = serverKindOf(report);
  return server === undefined || server.kind === 'kube-apiserver'
    ? undefined
    : { kind: server.kind, loopbackEnd: server.loopbackEnd };
}
