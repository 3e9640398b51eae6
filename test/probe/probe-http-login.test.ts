import t, { type Test } from 'tap';
import { type CertificateOptions, createAuthority, type Identity } from '../../demo/pki.js';
import { createSecret } from '../../src/net/secret.js';
import type { TargetChange } from './endpoint-fixture.js';
import { withNegativeSerial } from './odd-identity.js';
import { createProbedHttp } from './probed-http.js';

const { cluster, probeServer } = await createProbedHttp();
const { authority } = cluster;
const login = { token: createSecret('letmein'), clientContext: undefined };
const now = Math.floor(Date.now() / 1000);
const past = { notBefore: now - 7200, notAfter: now - 3600 };

const issue = async (change: Partial<CertificateOptions> = {}, by = authority) =>
  await by.issue({ commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'], ...change });

/** Whether a server that serves this gets the token. It answers nothing without. */
async function sent(t: Test, serving: Identity, target: TargetChange = {}): Promise<boolean> {
  const server = await cluster.start(t, { serving, http: { anonymous: 'unauthorized', token: 'letmein' } });
  return (await probeServer(server, { login, ...target })).evidence.gitVersion !== undefined;
}

void t.test('a server gets the login where a client accepts it under one of the names', async (t) => {
  const { identity } = await issue();
  t.equal(await sent(t, identity), true);
  t.equal(await sent(t, identity, { names: ['other.example'] }), true, 'one is enough');
  t.equal(await sent(t, identity, { login: undefined }), false);
  t.equal(await sent(t, identity, { ca: undefined }), false, 'no CA');
  t.equal(await sent(t, identity, { ca: [] }), false);
});

void t.test('names: those that are expected, or the one by which every pod knows it', async (t) => {
  const other = (await issue({ ipAddresses: [], dnsNames: ['other.example'] })).identity;
  t.equal(await sent(t, other), false);
  t.equal(await sent(t, other, { names: ['another.example'] }), false);
  t.equal(await sent(t, other, { names: ['other.example'] }), true);
  for (const [name, accepted] of [
    ['kubernetes.default.svc', true],
    ['kubernetes.default', false],
    ['kubernetes', false],
  ] as const)
    t.equal(await sent(t, (await issue({ ipAddresses: [], dnsNames: [name] })).identity), accepted, name);
});

void t.test('dates: of the certificate, and of every CA above it', async (t) => {
  t.equal(await sent(t, (await issue(past)).identity), false, 'expired');
  t.equal(await sent(t, (await issue({ notBefore: now + 3600 })).identity), false, 'not yet valid');
  const expired = await createAuthority({ commonName: 'kubernetes', ...past });
  t.equal(await sent(t, (await issue({}, expired)).identity, { ca: [expired.der] }), false, 'by an expired CA');
  const intermediate = await authority.issueAuthority({ commonName: 'intermediate', ...past });
  t.equal(await sent(t, (await issue({}, intermediate)).identity), false, 'by an expired intermediate');
});

void t.test('the CA: the one that has signed, whatever others have its name', async (t) => {
  const next = await createAuthority({ commonName: 'kubernetes' });
  const { identity } = await issue({}, next);
  t.equal(await sent(t, identity), false, 'the same name, another key');
  t.equal(await sent(t, identity, { ca: [authority.der, next.der] }), true, 'while the CA is replaced');
  t.equal(await sent(t, identity, { ca: [next.der, authority.der] }), true);
  const expired = await createAuthority({ commonName: 'kubernetes', ...past });
  t.equal(await sent(t, identity, { ca: [expired.der, next.der] }), true, 'an old CA is still there');

  const intermediate = await authority.issueAuthority({ commonName: 'intermediate' });
  const below = await issue({}, intermediate);
  t.equal(await sent(t, below.identity), true);
  t.equal(await sent(t, { ...below.identity, cert: below.pem }), false, 'served without the intermediate');
});

void t.test('what the certificate is for, and whether Go can read it', async (t) => {
  t.equal(await sent(t, (await issue({ usage: 'client' })).identity), false);
  t.equal(await sent(t, withNegativeSerial(await issue())), false);
});
