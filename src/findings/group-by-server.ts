import type { TargetReport } from '../probe/report.js';
import { serverKindOf } from '../probe/server-kind-of.js';
import type { ServerKind } from '../servers/server-kind.js';
import { groupBy } from './group-by.js';

/** The endpoints of a target at which servers of one kind answer. */
export interface OneKind {
  /** Undefined: kube-apiserver, or not known. */
  readonly server: ServerKind | undefined;
  readonly report: TargetReport;
  /** Whether findings about the target as a whole belong to it. One of the groups has them. */
  readonly isFirst: boolean;
}

/** Groups the endpoints by the kind of server, kube-apiserver first: a target has one kind as a rule. */
export function groupByServer(report: TargetReport): readonly OneKind[] {
  const groups = groupBy(report.reports, (each) => {
    const kind = serverKindOf(each)?.kind;
    return kind === 'kube-apiserver' ? undefined : kind;
  });
  if (groups.size < 2) {
    const [server] = groups.keys();
    return [{ server, report, isFirst: true }];
  }
  return [...groups]
    .toSorted(([one], [other]) => Number(one !== undefined) - Number(other !== undefined))
    .map(([server, reports], at) => ({ server, report: { ...report, reports }, isFirst: at === 0 }));
}
