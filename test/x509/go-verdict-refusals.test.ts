import t from 'tap';
import { goVerdict } from '../../src/x509/go-verdict.js';
import { dns, subjectAltName, validity } from './der-builder.js';
import { basicConstraints, createParty, extendedKeyUsage, issue, issueCa, now } from './go-fixture.js';
import { ca, leafVerdict, name, named, refused, root, rsaKey, server } from './leaf-verdict.js';

const outside = 'x509: certificate has expired or is not yet valid: current time';

void t.test('dates of the leaf', (t) => {
  const at = (time: string) => leafVerdict({}, { now: Date.parse(time) / 1000 });
  t.match(at('2020-01-01T00:00:00Z'), { accepted: true });
  t.match(at('2030-01-01T00:00:00Z'), { accepted: true });
  t.same(
    at('2019-12-31T23:59:59Z'),
    refused('not_yet_valid', `${outside} 2019-12-31T23:59:59Z is before 2020-01-01T00:00:00Z`),
  );
  t.same(
    at('2030-01-01T00:00:01Z'),
    refused('expired', `${outside} 2030-01-01T00:00:01Z is after 2030-01-01T00:00:00Z`),
  );
  t.end();
});

void t.test('an expired CA', (t) => {
  const old = issueCa(ca, { validity: validity('20200101000000Z', '20251231000000Z') });
  t.same(
    leafVerdict({}, { roots: [old] }),
    refused('expired', `${outside} 2026-01-01T00:00:00Z is after 2025-12-31T00:00:00Z`),
  );
  const coming = issueCa(ca, { validity: validity('20270101000000Z', '20300101000000Z') });
  t.match(leafVerdict({}, { roots: [coming] }), { reason: 'not_yet_valid' });
  t.match(leafVerdict({}, { roots: [coming, old] }), { reason: 'expired' }, 'the last one decides');
  t.end();
});

void t.test('a chain to no CA', (t) => {
  t.same(leafVerdict({}, { roots: [] }), refused('unknown_authority', 'x509: certificate signed by unknown authority'));
  const wrong = issueCa(createParty('kubernetes'));
  const why =
    ' (possibly because of "x509: ECDSA verification failure" while trying to verify candidate authority certificate "kubernetes")';
  t.same(
    leafVerdict({}, { roots: [wrong] }),
    refused('unknown_authority', `x509: certificate signed by unknown authority${why}`),
  );
  t.end();
});

void t.test('usages', (t) => {
  const message = 'x509: certificate specifies an incompatible key usage';
  t.same(leafVerdict({ extensions: [...named, extendedKeyUsage('client')] }), refused('usage', message));
  t.match(leafVerdict({ extensions: [...named, extendedKeyUsage('client', 'server')] }), { accepted: true });
  t.match(leafVerdict({}, { roots: [issueCa(ca, { extensions: [extendedKeyUsage('client')] })] }), {
    reason: 'usage',
    message,
  });
  t.match(leafVerdict({}, { roots: [issueCa(ca, { extensions: [extendedKeyUsage('any')] })] }), { accepted: true });
  t.end();
});

void t.test('names', (t) => {
  const message = 'x509: certificate is valid for kube-apiserver, not kubernetes';
  t.same(leafVerdict({}, { name: 'kubernetes' }), refused('name', message));
  t.match(leafVerdict({}, { name: '10.96.0.1' }), { accepted: true });
  const asDns = [subjectAltName(dns('10.96.0.1'))];
  const noIp = "x509: cannot validate certificate for 10.96.0.1 because it doesn't contain any IP SANs";
  t.same(leafVerdict({ extensions: asDns }, { name: '10.96.0.1' }), refused('name', noIp), 'an IP as a DNS name');
  const legacy = 'x509: certificate relies on legacy Common Name field, use SANs instead';
  t.same(leafVerdict({ extensions: [] }), refused('name', legacy));
  t.end();
});

void t.test('what Go cannot read, be it needed or not', (t) => {
  const malformed = (why: string) => refused('malformed', `tls: failed to parse certificate from server: ${why}`);
  t.same(leafVerdict({ serialNumber: [0x80] }), malformed('x509: negative serial number'));
  const negative = issueCa(createParty('spare'), { serialNumber: [0xff] });
  t.same(leafVerdict({}, { rest: [negative] }), malformed('x509: negative serial number'));
  t.match(leafVerdict({}, { roots: [negative, root] }), { accepted: true }, 'in the CA it is passed over');
  t.same(goVerdict([], { roots: [root], name, now }), refused('malformed', 'tls: received empty certificates message'));
  t.same(leafVerdict({}, { rest: [Uint8Array.of(1)] }), malformed('x509: malformed certificate'));
  t.end();
});

void t.test('the order in which faults are found', (t) => {
  const expired = { validity: validity('20200101000000Z', '20210101000000Z') };
  t.match(leafVerdict(expired, { name: 'other', roots: [] }), { reason: 'expired' });
  t.match(leafVerdict({}, { name: 'other', roots: [] }), { reason: 'name' });
  const client = { extensions: [...named, extendedKeyUsage('client')] };
  t.match(leafVerdict(client, { roots: [] }), { reason: 'unknown_authority' });
  t.match(leafVerdict({ ...client, publicKey: rsaKey(1016) }), { reason: 'usage' });
  t.end();
});

void t.test('too many signatures to check', (t) => {
  const wrong = createParty('kubernetes');
  const rest = Array.from({ length: 101 }, (_, at) => issueCa(wrong, { serialNumber: [at] }));
  const message = 'x509: signature check attempts limit reached while verifying certificate chain';
  t.same(leafVerdict({}, { roots: [], rest }), refused('path', message));
  t.match(leafVerdict({}, { roots: [], rest: rest.slice(0, 10) }), { reason: 'unknown_authority' });
  t.end();
});

void t.test('too long a path', (t) => {
  const middle = createParty('middle');
  const limited = issue(ca, ca, { extensions: [basicConstraints(0)] });
  const served = [issue(server, middle, { extensions: named }), issueCa(middle, { issuer: ca })];
  const message = 'x509: too many intermediates for path length constraint';
  t.same(goVerdict(served, { roots: [limited], name, now }), refused('path', message));
  t.match(goVerdict(served, { roots: [root], name, now }), { accepted: true });
  t.end();
});
