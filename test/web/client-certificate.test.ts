import { X509Certificate } from 'node:crypto';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { clientRefusal } from '../../src/web/client-certificate.js';
import { clientAuthTypes } from '../../src/web-config/tls-names.js';
import { decodeCertificate } from '../../src/x509/decode.js';

const authority = await createAuthority({ commonName: 'a CA' });
const issued = await authority.issue({
  commonName: 'prometheus',
  dnsNames: ['prometheus.example'],
  ipAddresses: ['10.0.0.1', 'fd00::1'],
  names: [
    { kind: 'email', value: 'a@example.com' },
    { kind: 'uri', value: 'spiffe://example.com/prometheus' },
  ],
});
const certificate = new X509Certificate(issued.der);

/** Every kind of client against every policy. */
const clients = {
  without: { certificate: undefined, authorized: false },
  unknown: { certificate, authorized: false },
  known: { certificate, authorized: true },
} as const;

const socketOf = (client: keyof typeof clients) => ({
  authorized: clients[client].authorized,
  authorizationError: new Error('UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
  getPeerX509Certificate: () => clients[client].certificate,
});

void t.test('clients that may connect', (t) => {
  const all = ['without', 'unknown', 'known'] as const;
  const welcome: Readonly<Record<keyof typeof clientAuthTypes, readonly (keyof typeof clients)[]>> = {
    NoClientCert: all,
    RequestClientCert: all,
    RequireAnyClientCert: ['unknown', 'known'],
    RequireClientCert: ['unknown', 'known'],
    VerifyClientCertIfGiven: ['without', 'known'],
    RequireAndVerifyClientCert: ['known'],
  };
  for (const [type, clientAuth] of Object.entries(clientAuthTypes)) {
    const policy = { clientAuth, allowedSans: undefined };
    const allowed = all.filter((client) => clientRefusal(socketOf(client), policy, decodeCertificate) === undefined);
    t.same(allowed, welcome[type as keyof typeof welcome], type);
  }
  t.end();
});

void t.test('allowed SANs are compared exactly', (t) => {
  const refusal = (...allowedSans: string[]) =>
    clientRefusal(
      socketOf('known'),
      { clientAuth: clientAuthTypes.RequireAndVerifyClientCert, allowedSans },
      decodeCertificate,
    );
  for (const san of ['prometheus.example', '10.0.0.1', 'fd00::1', 'a@example.com', 'spiffe://example.com/prometheus']) {
    t.equal(refusal('other', san), undefined, san);
  }
  for (const san of ['prometheus', 'Prometheus.example', '*.example', '10.0.0.2', ''])
    t.equal(refusal(san), 'client certificate without an allowed SAN');
  t.equal(refusal(), 'client certificate without an allowed SAN', 'an empty list allows nobody');
  t.end();
});

void t.test('a certificate that cannot be decoded has no SAN', (t) => {
  const refusal = clientRefusal(
    socketOf('known'),
    { clientAuth: clientAuthTypes.RequireAnyClientCert, allowedSans: ['a'] },
    () => ({ ok: false, reason: 'certificate_malformed', message: '' }),
  );
  t.equal(refusal, 'client certificate: certificate_malformed');
  t.end();
});
