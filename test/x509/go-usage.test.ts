import t from 'tap';
import type { GoCertificate } from '../../src/x509/go-certificate.js';
import { allowedPaths, mayServe, wrongUsage } from '../../src/x509/go-usage.js';
import { goCertificate } from './go-fixture.js';

const [server, client, any] = ['1.3.6.1.5.5.7.3.1', '1.3.6.1.5.5.7.3.2', '2.5.29.37.0'] as const;

void t.test('usages of servers', (t) => {
  t.equal(mayServe({ usages: [] }), true, 'a certificate without the extension');
  t.equal(mayServe({ usages: [client, server] }), true);
  t.equal(mayServe({ usages: [any] }), true);
  t.equal(mayServe({ usages: [client] }), false);
  t.equal(mayServe({ usages: ['1.3.6.1.5.5.7.3'] }), false);
  t.end();
});

const leaf = goCertificate({
  dnsNames: ['a.com'],
  extensions: [{ oid: '2.5.29.17', critical: false, value: Buffer.of() }],
});
const ca = goCertificate();
const clientCa = goCertificate({ usages: [client] });
const anyCa = goCertificate({ usages: [any] });
const strict = goCertificate({ requireExplicitPolicy: 0 });
const constrained = goCertificate({
  excluded: { dns: ['com'], ips: [], emails: [], urls: [] },
  extensions: [{ oid: '2.5.29.30', critical: true, value: Buffer.of() }],
});

void t.test('each certificate of a path must allow a server', (t) => {
  const good = [leaf, anyCa, ca] as const;
  t.same(allowedPaths([[leaf, clientCa], good, [leaf, ca, clientCa], [leaf]]), { ok: true, paths: [good, [leaf]] });
  t.same(allowedPaths([[leaf, ca, clientCa]]), { ok: false, fault: wrongUsage });
  t.same(wrongUsage, {
    accepted: false,
    reason: 'usage',
    message: 'x509: certificate specifies an incompatible key usage',
  });
  t.end();
});

void t.test('policies', (t) => {
  const refusal = (...paths: readonly (readonly [GoCertificate, ...GoCertificate[]])[]) => {
    const allowed = allowedPaths(paths);
    return allowed.ok ? undefined : allowed.fault;
  };
  const refused = [leaf, strict, ca] as const;
  t.same(refusal(refused), {
    accepted: false,
    reason: 'usage',
    message: 'x509: no valid chains built: 1 candidate chains with invalid policies',
  });
  t.equal(
    refusal(refused, [leaf, clientCa], refused)?.message,
    'x509: no valid chains built: 1 candidate chains with incompatible key usage, 2 candidate chains with invalid policies',
  );
  t.equal(refusal(refused, [leaf, ca]), undefined);
  t.match(
    refusal([leaf, clientCa, strict, ca])?.message,
    /^x509: no valid chains built: 1 candidate chains with invalid policies$/,
    'they come first',
  );
  t.end();
});

void t.test('name constraints', (t) => {
  const message =
    'x509: a root or intermediate certificate is not authorized to sign for this name: DNS name "a.com" is excluded by constraint "com"';
  const fault = { accepted: false, reason: 'name_constraint', message };
  t.same(allowedPaths([[leaf, constrained]]), { ok: false, fault });
  t.same(
    allowedPaths([
      [leaf, clientCa],
      [leaf, constrained],
      [leaf, strict, ca],
    ]),
    { ok: false, fault },
    'they are what Go names',
  );
  const other = goCertificate({ ...constrained, excluded: { ...constrained.excluded, dns: ['.com'] } });
  t.same(
    allowedPaths([
      [leaf, constrained],
      [leaf, other],
    ]),
    { ok: false, fault },
    'the first one',
  );
  t.match(
    allowedPaths([
      [leaf, constrained],
      [leaf, ca],
    ]),
    { ok: true },
  );
  t.match(allowedPaths([[leaf, clientCa, constrained]]), { fault: wrongUsage }, 'usages come first');
  t.end();
});
