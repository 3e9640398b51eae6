import { dateText, secondText } from '../../../text/time-text.js';
import { brief, briefList, without } from './brief.js';
import type { Change, ChangeKind } from './change.js';
import type { SnapshotCertificate, SnapshotEndpoint, SnapshotProcess } from './snapshot.js';

/** What changed at an address, and the sentence for it. */
type Fact = Pick<Change, 'change' | 'text'>;

/** What changed at one address, apart from findings. */
export function endpointChanges(before: SnapshotEndpoint, now: SnapshotEndpoint): readonly Fact[] {
  return [
    ...servingChanges(before, now),
    ...processChanges(before, now),
    ...nameChanges(before, now),
    ...failureChanges(before, now),
    ...versionChanges(before, now),
  ];
}

/** Where several servers answer, a probe meets some of them, so that only a certificate that was not met before is a change. */
function servingChanges(before: SnapshotEndpoint, now: SnapshotEndpoint): readonly Fact[] {
  const [old, known] = [before.serving, new Set(shownBy(before).map(({ fingerprintSha256 }) => fingerprintSha256))];
  if (old === null) return [];
  return shownBy(now)
    .filter(({ fingerprintSha256 }) => !known.has(fingerprintSha256))
    .map((fresh) => renewal(old, fresh, known.size > 1));
}

function shownBy({ serving, servers }: SnapshotEndpoint): readonly SnapshotCertificate[] {
  return servers.serving.length > 0 ? servers.serving : serving === null ? [] : [serving];
}

function renewal(old: SnapshotCertificate, fresh: SnapshotCertificate, isOneOfSeveral: boolean): Fact {
  const isRenewed = fresh.notAfter > old.notAfter;
  const what = isOneOfSeveral ? 'shown for the first time' : isRenewed ? 'renewed' : 'replaced';
  return {
    change: isRenewed ? 'certificate_renewed' : 'certificate_replaced',
    text: `serving certificate ${what}: ${endsText(old, fresh)}${sansText(old, fresh)}`,
  };
}

/** `ends at …, before: …` */
export function endsText(
  old: Pick<SnapshotCertificate, 'notAfter'>,
  fresh: Pick<SnapshotCertificate, 'notAfter'>,
): string {
  return `ends at ${dateText(fresh.notAfter)} UTC, the one before at ${dateText(old.notAfter)} UTC`;
}

function sansText(old: SnapshotCertificate, fresh: SnapshotCertificate): string {
  const sansOf = ({ dnsNames, ipAddresses }: SnapshotCertificate) => [...dnsNames, ...ipAddresses];
  const [more, fewer] = [without(sansOf(fresh), sansOf(old)), without(sansOf(old), sansOf(fresh))];
  return [
    ...(more.length > 0 ? [`; new SANs: ${briefList(more)}`] : []),
    ...(fewer.length > 0 ? [`; SANs that are gone: ${briefList(fewer)}`] : []),
  ].join('');
}

function processChanges(before: SnapshotEndpoint, now: SnapshotEndpoint): readonly Fact[] {
  const [old, fresh] = [before.servers.processes, now.servers.processes];
  if (old.length === 0 || fresh.length === 0) return startChanges(before, now);
  const known = new Set(old.map(({ fingerprintSha256 }) => fingerprintSha256));
  const latest = Math.max(...old.map(({ startedAt }) => startedAt ?? -Infinity));
  return fresh
    .filter(({ fingerprintSha256 }) => !known.has(fingerprintSha256))
    .map((process): Fact => processChange(process, latest));
}

/** A process that started before the latest of those that were met earlier was there already. */
function processChange({ startedAt, notAfter }: SnapshotProcess, latest: number): Fact {
  const start = startedAt === null ? 'at an unknown time' : `at ${secondText(startedAt)} UTC`;
  const before = Number.isFinite(latest) ? `, the one before at ${secondText(latest)} UTC` : '';
  const text = `${start}${before}; its loopback certificate ends at ${dateText(notAfter)} UTC`;
  return startedAt === null || startedAt > latest
    ? { change: 'process_restarted', text: `process restarted: it started ${text}` }
    : { change: 'process_other', text: `another process answers: it started ${text}` };
}

/** Where no loopback certificate is seen in one of the checks, /metrics may show the start, with an error of a second. */
function startChanges(before: SnapshotEndpoint, now: SnapshotEndpoint): readonly Fact[] {
  const [old, fresh] = [startOf(before), startOf(now)];
  if (old === undefined || fresh === undefined || fresh - old <= mostApart) return [];
  const text = `process restarted: it started at ${secondText(fresh)} UTC, the one before at ${secondText(old)} UTC`;
  return [{ change: 'process_restarted', text }];
}

/** The loopback certificate and /metrics show starts that differ by a second or two. */
const mostApart = 5;

function startOf({ servers, http }: SnapshotEndpoint): number | undefined {
  const starts = servers.processes.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt]));
  return starts.length > 0 ? Math.max(...starts) : (http?.startedAt ?? undefined);
}

function nameChanges(before: SnapshotEndpoint, now: SnapshotEndpoint): readonly Fact[] {
  const old = new Map(before.names.map(({ name, covered }) => [name, covered]));
  const flipped = (to: boolean) =>
    now.names.flatMap(({ name, covered }) => (covered === to && old.get(name) === !to ? [name] : []));
  const fact = (change: ChangeKind, names: readonly string[], what: string): readonly Fact[] =>
    names.length === 0 ? [] : [{ change, text: `${what}: ${briefList(names)}` }];
  return [
    ...fact('names_covered', flipped(true), 'covered now'),
    ...fact('names_uncovered', flipped(false), 'no longer covered'),
  ];
}

/** A part of the probe that failed and still fails is the same finding, and may have another cause. */
function failureChanges({ failures: before }: SnapshotEndpoint, { failures: now }: SnapshotEndpoint): readonly Fact[] {
  const old = reasonsOf(before);
  return [...reasonsOf(now)].flatMap(([probe, reasons]): readonly Fact[] => {
    const then = old.get(probe);
    if (then === undefined || then === reasons) return [];
    return [{ change: 'failure_changed', text: `${brief(probe)}: ${brief(reasons)}, before: ${brief(then)}` }];
  });
}

function reasonsOf(failures: SnapshotEndpoint['failures']): ReadonlyMap<string, string> {
  const all = new Map<string, Set<string>>();
  for (const { probe, reason } of failures) all.set(probe, (all.get(probe) ?? new Set()).add(reason));
  return new Map([...all].map(([probe, reasons]) => [probe, [...reasons].sort().join(', ')]));
}

function versionChanges({ http: before }: SnapshotEndpoint, { http: now }: SnapshotEndpoint): readonly Fact[] {
  const [old, fresh] = [before?.gitVersion ?? undefined, now?.gitVersion ?? undefined];
  if (old === undefined || fresh === undefined || old === fresh) return [];
  return [{ change: 'version_changed', text: `Kubernetes ${brief(old)} → ${brief(fresh)}` }];
}
