import { dateText } from '../../../text/time-text.js';
import { countText } from '../../../text/count-text.js';
import { brief, briefList, without } from './brief.js';
import type { Change, ChangeKind } from './change.js';
import { endpointChanges } from './endpoint-changes.js';
import type { TargetPair } from './end-of-fact.js';
import type { Matched } from './match.js';
import { isComplete } from './seen.js';
import { type OpenAt, openFindings } from './open-findings.js';
import type { SnapshotCertificate, SnapshotEndpoint, SnapshotFinding, SnapshotTarget } from './snapshot.js';

/** What changed in targets, instances and what they serve, apart from findings. `findings`: those of before. */
export function targetChanges(
  { pairs, added, removed, others, renamed }: Matched,
  findings: readonly SnapshotFinding[],
): readonly Change[] {
  const open = openFindings(findings.map(renamed));
  const change = (kind: ChangeKind, { name }: SnapshotTarget, text: string): Change => ofTarget(kind, name, text);
  return [
    ...added.map((target) =>
      change('target_added', target, `new here: ${countText(target.endpoints.length, 'endpoint')}`),
    ),
    ...removed.map((target) => change('target_removed', target, `no longer checked${open(target.name)}`)),
    ...others.map(({ now }) =>
      change('target_other', now, 'another control plane than before: no address and no certificate is the same'),
    ),
    ...pairs.flatMap((pair) => pairChanges(pair, open)),
  ];
}

function ofTarget(change: ChangeKind, target: string, text: string, addresses: readonly string[] = []): Change {
  return { change, target, addresses, files: [], text };
}

function pairChanges(pair: TargetPair, open: OpenAt): readonly Change[] {
  const { before, now } = pair;
  const known = new Map(before.endpoints.map((endpoint) => [endpoint.address, endpoint]));
  const same = now.endpoints.flatMap((endpoint): readonly Change[] => {
    const earlier = known.get(endpoint.address);
    if (earlier === undefined) return [];
    return endpointChanges(earlier, endpoint).map(({ change, text }) =>
      ofTarget(change, now.name, text, [endpoint.address]),
    );
  });
  return [...instanceChanges(pair, open), ...same, ...expectedNames(pair), ...caChanges(pair)];
}

function instanceChanges({ before, now }: TargetPair, open: OpenAt): readonly Change[] {
  const addressesOf = ({ endpoints }: SnapshotTarget) => endpoints.map(({ address }) => address);
  const [then, here] = [addressesOf(before), addressesOf(now)];
  return [
    ...without(here, then).map((address) => ofTarget('instance_added', now.name, 'instance added', [address])),
    ...without(then, here).map((address) =>
      isComplete(now)
        ? ofTarget('instance_removed', now.name, `instance no longer probed${open(now.name, address)}`, [address])
        : ofTarget(
            'instance_unknown',
            now.name,
            `instance not probed now, and whether it is gone is unknown${open(now.name, address)}`,
            [address],
          ),
    ),
  ];
}

function expectedNames({ before, now }: TargetPair): readonly Change[] {
  const namesOf = ({ endpoints }: SnapshotTarget) => new Set(endpoints.flatMap(askedAt(endpoints)));
  const [then, here] = [namesOf(before), namesOf(now)];
  const change = (kind: ChangeKind, names: readonly string[], what: string): readonly Change[] =>
    names.length === 0 ? [] : [ofTarget(kind, now.name, `${what}: ${briefList(names)}`)];
  // Without an endpoint that answers, no name is judged.
  if (then.size === 0 || here.size === 0) return [];
  return [
    ...change('names_added', without(here, then), 'names that were not asked for before'),
    ...(now.discovered ? change('names_removed', without(then, here), 'names that are no longer asked for') : []),
  ];
}

/** The names that are asked for, apart from the instances' own addresses, which come and go with them. */
function askedAt(endpoints: readonly SnapshotEndpoint[]): (endpoint: SnapshotEndpoint) => readonly string[] {
  const own = new Set(endpoints.map(({ address }) => address.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')));
  return ({ names }) => names.flatMap(({ name }) => (own.has(name) ? [] : [name]));
}

function caChanges({ before, now }: TargetPair): readonly Change[] {
  // Without a CA in one of the checks, nothing is known of a change.
  if (before.ca.length === 0 || now.ca.length === 0) return [];
  const lacks = (those: readonly SnapshotCertificate[]) => {
    const known = new Set(those.map(({ fingerprintSha256 }) => fingerprintSha256));
    return ({ fingerprintSha256 }: SnapshotCertificate) => !known.has(fingerprintSha256);
  };
  const change = (kind: ChangeKind, certificates: readonly SnapshotCertificate[], what: string): readonly Change[] =>
    certificates.length === 0 ? [] : [ofTarget(kind, now.name, `${what}: ${certificatesText(certificates)}`)];
  return [
    ...change('ca_added', now.ca.filter(lacks(before.ca)), 'CA certificate added'),
    ...change('ca_removed', before.ca.filter(lacks(now.ca)), 'CA certificate removed'),
  ];
}

function certificatesText(certificates: readonly SnapshotCertificate[]): string {
  return briefList(
    certificates.map(({ subject, fingerprintSha256, notAfter }) =>
      [brief(subject), `SHA-256 ${fingerprintSha256.slice(0, 16)}… ends at ${dateText(notAfter)} UTC`].join(' '),
    ),
  );
}
