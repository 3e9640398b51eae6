import t from 'tap';
import { type Authority, type CertificateOptions, createAuthority } from '../../demo/pki.js';
import { verifyServer } from '../../src/kube/verify-server.js';
import { accessTo } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const renewed = await createAuthority({ commonName: 'kubernetes' });

interface Request {
  readonly access?: Parameters<typeof accessTo>[1];
  readonly issuer?: Authority;
  /** undefined: the public roots. */
  readonly ca?: readonly Uint8Array[] | undefined;
  readonly now?: number;
}

/** What is decided of a server with such a certificate. */
async function identify(options: Partial<CertificateOptions>, request: Request = {}) {
  const { access = {}, issuer = authority, now = Date.now() / 1000 } = request;
  const { der } = await issuer.issue({ commonName: 'kube-apiserver', ...options });
  const ca = 'ca' in request ? request.ca : [authority.der];
  return verifyServer([der], { access: accessTo(6443, access), ca, now });
}

const refused = (message: string, kind = 'untrusted') => ({
  ok: false,
  kind,
  message: `its certificate is refused: ${message}`,
});

void t.test('by the host, or by tls-server-name', async (t) => {
  const serverName = { kind: 'dns', text: 'kubernetes' } as const;
  t.same(await identify({ ipAddresses: ['127.0.0.1'] }), { ok: true, name: '127.0.0.1' });
  t.same(await identify({ dnsNames: ['kubernetes'] }, { access: { serverName } }), { ok: true, name: 'kubernetes' });
  t.match(await identify({ dnsNames: ['127.0.0.1'] }), { ok: false }, 'a DNS SAN does not cover an IP');
});

void t.test("by the name that pods use, where the cluster's CA vouches for it", async (t) => {
  const names = { dnsNames: ['kubernetes', 'kubernetes.default.svc'], ipAddresses: ['10.96.0.1', '10.225.4.51'] };
  const wrongName = refused('x509: certificate is valid for 10.96.0.1, 10.225.4.51, not 127.0.0.1', 'wrong_name');
  t.same(await identify(names), { ok: true, name: 'kubernetes.default.svc' });
  t.same(await identify(names, { issuer: renewed }), wrongName, 'not for another CA');
  t.same(await identify(names, { ca: undefined }), wrongName, 'not for public roots');
  t.match(await identify({ ...names, notAfter: Date.now() / 1000 - 60 }), { kind: 'untrusted' }, 'not after its end');
});

void t.test("what a client refuses, in Go's words", async (t) => {
  const names = { ipAddresses: ['127.0.0.1'] };
  t.same(
    await identify({ ...names, notBefore: 1_000_000_000, notAfter: 1_100_000_000 }, { now: 1_200_000_000.5 }),
    refused(
      'x509: certificate has expired or is not yet valid: current time 2008-01-10T21:20:00Z is after 2004-11-09T11:33:20Z',
    ),
  );
  t.match(
    await identify(names, { issuer: renewed }),
    refused('x509: certificate signed by unknown authority (possibly because of'),
  );
  t.same(await identify(names, { ca: [] }), refused('x509: certificate signed by unknown authority'));
  t.same(await identify(names, { ca: undefined }), refused('x509: certificate signed by unknown authority'));
  t.same(
    await identify({ ...names, usage: 'client' }),
    refused('x509: certificate specifies an incompatible key usage'),
  );
  t.same(
    await identify({}),
    refused("x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs", 'wrong_name'),
  );
  const request = { access: accessTo(6443), ca: [authority.der], now: 0 };
  t.same(verifyServer([], request), refused('tls: received empty certificates message'));
  t.match(verifyServer([Uint8Array.of(1)], request), refused('tls: failed to parse certificate from server: x509: '));
});

void t.test('the message is a line, and ends with the name that is missing', async (t) => {
  const ipAddresses = Array.from({ length: 99 }, (_, at) => `10.0.0.${at}`);
  const long = await identify({ ipAddresses });
  t.match(long, { message: /valid for 10\.0\.0\.0, .*… .*, 10\.0\.0\.98, not 127\.0\.0\.1$/ });
  t.ok(!long.ok && long.message.length < 350);
  const serverName = { kind: 'dns', text: 'api' } as const;
  t.match(await identify({ dnsNames: ['a\nb'] }, { access: { serverName } }), { message: /valid for a b, not api$/ });
});
