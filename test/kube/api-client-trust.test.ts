import t, { type Test } from 'tap';
import { createAuthority, type IssuedCertificate } from '../../demo/pki.js';
import { createApiClient } from '../../src/kube/api-client.js';
import type { ClusterAccess } from '../../src/kube/cluster-access.js';
import { systemClock } from '../../src/net/clock.js';
import { createSecret } from '../../src/net/secret.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { startTlsServer } from '../fixtures/tls-server.js';
import { isOnlyHello, startWiretap } from '../fixtures/wiretap.js';
import { accessTo, answerJson, startSimulatedApi } from './simulated-api.js';

const names = { commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] };
const authority = await createAuthority({ commonName: 'kubernetes' });
const renewed = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue(names);
const ada = await authority.issue({ commonName: 'ada', usage: 'client' });
const tls12 = { maxVersion: 'TLSv1.2' } as const;

/** A client with a token and a client certificate. */
function clientOf(port: number, ca: readonly Uint8Array[] | undefined, access: Partial<ClusterAccess> = {}) {
  return createApiClient({
    access: accessTo(port, access),
    credentials: {
      ca,
      clientCertificate: { certificate: ada.pem, key: createSecret(ada.key) },
      token: createSecret('s3cret'),
    },
    timeout: 10,
    clock: systemClock,
    userAgent: 'test',
    ...toKnownServers,
  });
}

/** Asserts that the client refuses this server, and that the server gets nothing. */
async function refuses(
  t: Test,
  { identity }: IssuedCertificate,
  ca: readonly Uint8Array[] | undefined,
  failure: object,
) {
  for (const version of [tls12, {}]) {
    const server = await startTlsServer(t, { ...identity, ...version });
    const { port, heard } = await startWiretap(t, server.port);
    t.match(await clientOf(port, ca).get('/'), { ok: false, failure });
    t.same(server.clients, []);
    t.same(heard().map(isOnlyHello), [true], 'no client certificate, no token, and no second try');
  }
}

void t.test(
  'a rotation: two CAs of one name in any order, with the key identifier of the issuer, another or none',
  async (t) => {
    for (const authorityKeyId of [undefined, false, '0102'] as const) {
      for (const issuer of [authority, renewed]) {
        const leaf = await issuer.issue({ ...names, ...(authorityKeyId !== undefined && { authorityKeyId }) });
        const api = await startSimulatedApi(t, leaf.identity, answerJson({ '/': {} }));
        for (const ca of [
          [authority.der, renewed.der],
          [renewed.der, authority.der],
        ]) {
          t.match(await clientOf(api.port, ca).get('/'), { ok: true, verifiedAs: '127.0.0.1' });
        }
        t.same(
          api.seen.map(({ clientName, headers }) => [clientName, headers.authorization]),
          [
            ['ada', 'Bearer s3cret'],
            ['ada', 'Bearer s3cret'],
          ],
        );
      }
    }
  },
);

void t.test('a CA that has expired, although the leaf has not', async (t) => {
  const now = Math.floor(Date.now() / 1000);
  const old = await createAuthority({ commonName: 'kubernetes', notBefore: now - 1000, notAfter: now - 10 });
  await refuses(t, await old.issue(names), [old.der], {
    kind: 'untrusted',
    message:
      /^https:\/\/127\.0\.0\.1:\d+: its certificate is refused: x509: certificate has expired or is not yet valid: current time \S+Z is after \S+Z$/,
  });
  const api = await startSimulatedApi(t, (await renewed.issue(names)).identity, answerJson({ '/': {} }));
  t.match(await clientOf(api.port, [old.der, renewed.der]).get('/'), { ok: true }, 'beside one that is valid');
});

void t.test('other refusals', async (t) => {
  const unknown = { kind: 'untrusted', message: /x509: certificate signed by unknown authority/ };
  await refuses(t, serving, [renewed.der], unknown);
  await refuses(t, serving, [], unknown);
  await refuses(t, serving, undefined, unknown);
  const elsewhere = await authority.issue({ commonName: 'x', ipAddresses: ['10.96.0.1', '10.225.4.51'] });
  await refuses(t, elsewhere, [authority.der], {
    kind: 'wrong_name',
    message:
      /: its certificate is refused: x509: certificate is valid for 10\.96\.0\.1, 10\.225\.4\.51, not 127\.0\.0\.1$/,
  });
  const client = await authority.issue({ ...names, usage: 'client' });
  await refuses(t, client, [authority.der], { message: /x509: certificate specifies an incompatible key usage$/ });
});

void t.test('what Go cannot read is refused, whatever OpenSSL says', async (t) => {
  const extension = { oid: '1.3.6.1.4.1.99999.1', value: Uint8Array.of(5, 0) };
  const doubled = await authority.issue({ ...names, extensions: [extension, extension] });
  await refuses(t, doubled, [authority.der], {
    kind: 'untrusted',
    message:
      /: tls: failed to parse certificate from server: x509: certificate contains duplicate extension with OID "1\.3\.6\.1\.4\.1\.99999\.1"$/,
  });
});

void t.test('each connection is judged anew: a server that shows another certificate later', async (t) => {
  for (const version of [tls12, {}]) {
    const server = await startTlsServer(t, { ...serving.identity, ...version });
    const { port, heard } = await startWiretap(t, server.port);
    const client = clientOf(port, [authority.der]);
    t.match(await client.get('/'), { ok: true });
    server.replace((await renewed.issue(names)).identity);
    t.match(await client.get('/'), { ok: false, failure: { kind: 'untrusted' } });
    t.same(server.clients, ['ada']);
    t.same(heard().map(isOnlyHello), [false, true]);
  }
});

void t.test('insecure-skip-tls-verify: any server gets the request, and no credential', async (t) => {
  const api = await startSimulatedApi(t, serving.identity, answerJson({ '/': {} }));
  t.match(await clientOf(api.port, [renewed.der], { insecure: true }).get('/'), { ok: true, verifiedAs: undefined });
  t.match(api.seen, [{ clientName: undefined, headers: { authorization: undefined } }]);
});
