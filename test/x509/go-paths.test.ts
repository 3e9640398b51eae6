import t from 'tap';
import { type CertificateShape, extension, oids, rdn, sequence, tlv, validity } from './der-builder.js';
import {
  authorityKeyId,
  basicConstraints,
  createParty,
  critical,
  issue,
  issueCa,
  type Party,
  subjectKeyId,
} from './go-fixture.js';
import { pathOutcome, unknownAuthority } from './path-outcome.js';

const [ca, middle, server] = [createParty('ca'), createParty('middle'), createParty('server')];
const root = issueCa(ca);
const past = { validity: validity('20200101000000Z', '20210101000000Z') };
const hint = (why: string, name: string): string =>
  `${unknownAuthority} (possibly because of "${why}" while trying to verify candidate authority certificate "${name}")`;
const expired =
  'x509: certificate has expired or is not yet valid: current time 2026-01-01T00:00:00Z is after 2021-01-01T00:00:00Z';
const failure = 'x509: ECDSA verification failure';

void t.test('from the leaf to a root', (t) => {
  const leaf = issue(server, ca);
  t.same(pathOutcome(leaf, { roots: [root] }), ['leaf > root 0']);
  t.same(
    pathOutcome(leaf, { roots: [root], served: [root] }),
    ['leaf > root 0'],
    'a root that is served is on the path already',
  );
  t.same(pathOutcome(leaf, { roots: [leaf, root] }), ['leaf'], 'the leaf is an anchor itself');
  t.same(pathOutcome(leaf, { roots: [] }), { reason: 'unknown_authority', message: unknownAuthority });
  t.end();
});

void t.test('over intermediates, whatever their order', (t) => {
  const low = createParty('low');
  const [one, two] = [issueCa(middle, { issuer: ca }), issueCa(low, { issuer: middle })];
  const leaf = issue(server, low);
  t.same(pathOutcome(leaf, { roots: [root], served: [one, two] }), ['leaf > served 1 > served 0 > root 0']);
  t.same(pathOutcome(leaf, { roots: [root], served: [two] }), {
    reason: 'unknown_authority',
    message: unknownAuthority,
  });
  t.same(
    pathOutcome(leaf, { roots: [one], served: [two] }),
    ['leaf > served 0 > root 0'],
    'a root need not be self-signed',
  );
  t.end();
});

void t.test('all paths are found, those to a root at once first', (t) => {
  const other = createParty('other');
  const cross = issueCa(ca, { issuer: other });
  const roots = [issueCa(other), root, issueCa(ca, { serialNumber: [2] })];
  t.same(pathOutcome(issue(server, ca), { roots, served: [cross] }), [
    'leaf > root 1',
    'leaf > root 2',
    'leaf > served 0 > root 0',
  ]);
  t.end();
});

void t.test('another CA of the same name', (t) => {
  const wrong = createParty('ca');
  const [leaf, wrongRoot] = [issue(server, ca), issueCa(wrong)];
  t.same(pathOutcome(leaf, { roots: [wrongRoot, root] }), ['leaf > root 1']);
  t.same(pathOutcome(leaf, { roots: [wrongRoot] }), { reason: 'unknown_authority', message: hint(failure, 'ca') });
  const noName: Party = { ...createParty(''), name: sequence() };
  const organization: Party = {
    ...createParty(''),
    name: sequence(rdn(oids.commonName, ''), rdn(oids.organization, 'o"')),
  };
  const candidate = (party: Party, serialNumber: readonly number[]) =>
    pathOutcome(issue(server, party), { roots: [issueCa({ ...wrong, name: party.name }, { serialNumber })] });
  t.match(candidate(organization, [1]), { message: hint(failure, 'o\\"') });
  t.match(candidate(noName, [1, 2]), { message: hint(failure, 'serial:258') });
  t.match(candidate(noName, [1, ...Buffer.alloc(512)]), { message: hint(failure, 'serial:longer than 4096 bits') });
  t.match(candidate(noName, [0, ...Buffer.alloc(512, 0xff)]), { message: /serial:\d{1234}"/ });
  t.end();
});

void t.test('the first candidate that is refused is named, the last one that has signed decides', (t) => {
  const leaf = issue(server, ca, { extensions: [authorityKeyId(1)] });
  const wrongs = [createParty('ca'), createParty('ca')];
  const [first, second] = wrongs.map((party) => issueCa(party));
  t.match(pathOutcome(leaf, { roots: [first!, second!] }), { message: hint(failure, 'ca') });
  const old = issueCa(ca, past);
  t.same(pathOutcome(leaf, { roots: [old] }), { reason: 'expired', message: expired });
  t.same(pathOutcome(leaf, { roots: [first!, old] }), { reason: 'expired', message: expired });
  t.same(pathOutcome(leaf, { roots: [old, second!] }), { reason: 'expired', message: expired });
  t.same(pathOutcome(leaf, { roots: [old, root] }), ['leaf > root 1']);
  const likely = issueCa(wrongs[0]!, { extensions: [subjectKeyId(1), extension([0x2a, 3], [], critical)] });
  t.match(pathOutcome(leaf, { roots: [first!, likely] }), { reason: 'unknown_authority' });
  t.end();
});

void t.test('issuers that may not stand there', (t) => {
  const leaf = issue(server, middle);
  const above = (extensions: readonly Buffer[], shape: CertificateShape = {}) =>
    pathOutcome(leaf, { roots: [root], served: [issue(middle, ca, { extensions, ...shape })] });
  const mayNot = 'x509: invalid signature: parent certificate cannot sign this kind of certificate';
  t.same(above([]), { reason: 'unknown_authority', message: hint(mayNot, 'middle') }, 'no CA');
  const odd = [basicConstraints(), extension([0x2a, 3], [], critical)];
  t.same(above(odd), { reason: 'unsupported', message: 'x509: unhandled critical extension' });
  t.same(above([], { version: [], rest: [] }), {
    reason: 'unknown_authority',
    message: 'x509: certificate is not authorized to sign other certificates',
  });
  t.same(above([basicConstraints()], past), { reason: 'expired', message: expired });
  const unreadable = sequence(sequence(tlv(6, [0x2a, 3])), tlv(3, [0]));
  t.same(
    above([basicConstraints()], { publicKey: unreadable }),
    { reason: 'unknown_authority', message: unknownAuthority },
    'not even tried',
  );
  t.end();
});
