// Shows what chains of about 100 KB cost that are made to keep a judge busy: names below constraints, policies, long names, many signatures.
//   npm run --silent compile && node build/bench/hostile-chains.js
import { goVerdict } from '../src/x509/go-verdict.js';
import { type Bytes, dns, extension, sequence, subjectAltName, tlv } from '../test/x509/der-builder.js';
import {
  createParty,
  email,
  ip,
  issue,
  issueCa,
  nameConstraints,
  now,
  standard,
  uri,
} from '../test/x509/go-fixture.js';

const rounds = 7;
/** Milliseconds of CPU time that a verdict may cost. Go's own limit of a hundred signatures takes up to twice as long on the slowest curve. */
const most = 60;

const root = createParty('root');
const roots = [issueCa(root)];
const short = (at: number): string => at.toString(36).padStart(3, '0');
const list = <T>(length: number, make: (at: number) => T): readonly T[] => Array.from({ length }, (_, at) => make(at));

/** A leaf with this extension below so many CAs, each with these. */
function chain(leaf: Buffer, cas: number, extensions: (at: number) => readonly Buffer[]): readonly Uint8Array[] {
  const parties = list(cas, (at) => createParty(`ca ${at}`));
  const issuers = parties.map((party, at) =>
    issueCa(party, { issuer: parties[at + 1] ?? root, extensions: extensions(at) }),
  );
  return [issue(createParty('leaf'), parties[0] ?? root, { extensions: [leaf] }), ...issuers];
}

const oid = (at: number): Bytes => [0x2a, 0x81, 0x80 | (at >> 7), at & 0x7f];
const policies = (count: number): Buffer =>
  extension(
    standard(32),
    sequence(sequence(tlv(6, [0x55, 0x1d, 0x20, 0])), ...list(count, (at) => sequence(tlv(6, oid(at))))),
  );
const explicit = extension(standard(36), sequence(tlv(0x80, [0])));
const mappings = (count: number, pair: (at: number) => readonly [Bytes, Bytes]): Buffer =>
  extension(standard(33), sequence(...list(count, (at) => sequence(...pair(at).map((each) => tlv(6, each))))));
const excluding = (...names: readonly Buffer[]) => [nameConstraints({ excluded: names })];

const hostile: Readonly<Record<string, readonly Uint8Array[]>> = {
  '13,000 names, 70 CAs with 79 constraints': chain(subjectAltName(...list(13_000, (at) => dns(short(at)))), 70, () =>
    excluding(...list(79, (at) => dns(`z${at}`))),
  ),
  '8,000 names, one CA with 5,000 constraints': chain(subjectAltName(...list(8000, (at) => dns(short(at)))), 1, () =>
    excluding(...list(5000, (at) => dns(`z${short(at)}`))),
  ),
  '12,000 IPs, 4 CAs': chain(subjectAltName(...list(12_000, (at) => ip(10, 0, at >> 8, at & 255))), 4, () =>
    excluding(...list(79, (at) => ip(200, at, 0, 0, 255, 255, 0, 0))),
  ),
  '6,000 URLs, 8 CAs': chain(subjectAltName(...list(6000, (at) => uri(`a://${short(at)}`))), 8, () =>
    excluding(uri('z')),
  ),
  '8,000 addresses, 6 CAs': chain(subjectAltName(...list(8000, (at) => email(`a@${short(at)}`))), 6, () =>
    excluding(email('z')),
  ),
  '6,000 policies below 90 CAs': chain(policies(0), 90, (at) => [policies(at === 89 ? 6000 : 0), explicit]),
  '8,000 names for one policy': chain(policies(1), 1, () => [
    policies(1),
    mappings(8000, (at) => [oid(0), oid(at)]),
    explicit,
  ]),
  '8,000 policies mapped to one': chain(policies(1), 1, () => [
    policies(0),
    mappings(8000, (at) => [oid(at), oid(0)]),
    explicit,
  ]),
  'a URL of 100 KB, most of it escaped': chain(subjectAltName(uri(`/${'%41'.repeat(33_000)}%`)), 1, () => []),
  'a URL of 100 KB that cannot be printed': chain(subjectAltName(uri(`x:${'\x01'.repeat(100_000)}`)), 1, () => []),
  '10,000 extensions': [issue(createParty('leaf'), root, { extensions: list(9000, (at) => extension(oid(at), [])) })],
  '120 CAs of one name that signed nothing': [
    issue(createParty('leaf'), createParty('ca')),
    ...list(120, (at) => issueCa(createParty('ca'), { issuer: root, serialNumber: [at] })),
  ],
};

function cost(served: readonly Uint8Array[]): number {
  const before = process.cpuUsage();
  goVerdict(served, { roots, name: 'kubernetes.default.svc.cluster.local', now });
  goVerdict(served, { roots, name: '', now });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 2000;
}

console.log(`Node ${process.versions.node}, CPU time of a verdict, the least of ${rounds}`);
for (const [what, served] of Object.entries(hostile)) {
  const least = Math.min(...list(rounds, () => cost(served)));
  const bytes = served.reduce((sum, { length }) => sum + length, 0);
  const { accepted } = goVerdict(served, { roots, name: '', now });
  const good = least < most;
  if (!good) process.exitCode = 1;
  console.log(
    `${what.padEnd(45)}${(bytes / 1000).toFixed(0).padStart(4)} KB ${least.toFixed(1).padStart(6)} ms, ${accepted ? 'accepted' : 'refused'}${good ? '' : '  WRONG'}`,
  );
}
