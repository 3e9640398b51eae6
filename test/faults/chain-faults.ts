import { X509Certificate } from 'node:crypto';
import type { CertificateOptions, Identity, IssuedCertificate } from '../../demo/pki.js';
import { toPem } from '../fixtures/to-pem.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { buildCertificate, oids, rdn, sequence } from '../x509/der-builder.js';
import { authority } from './authority.js';
import type { Fault } from './fault.js';
import { contentTypes, handshakeMessage, record } from './tls-records.js';
import { startTlsServer } from './tls-server.js';

/** A server that serves this leaf, followed by these certificates. */
function serves(
  name: string,
  serve: () => Promise<{ readonly leaf: IssuedCertificate; readonly others?: readonly Uint8Array[] }>,
  { fails = '', shows }: Partial<Pick<Fault, 'fails' | 'shows'>> = {},
): Fault {
  return {
    name,
    serve: async (t) => {
      const { leaf, others = [] } = await serve();
      const identity: Identity = { cert: [leaf.pem, ...others.map(toPem)].join('\n'), key: leaf.key };
      return startTlsServer(t, (socket) => socket.resume(), identity);
    },
    fails,
    target: { http: false, names: [] },
    ...(shows && { shows }),
  };
}

const ipAddresses = ['127.0.0.1'];
const leaf = (options: Partial<CertificateOptions> = {}) =>
  authority.issue({ commonName: 'leaf', ipAddresses, ...options });
const repeated = (one: IssuedCertificate) => ({ leaf: one, others: Array.from({ length: 100 }, () => one.der) });
const malformed = 'serving=certificate_malformed';
/** OpenSSL does not serve a certificate whose key it cannot read. */
const publicKey = new X509Certificate(authority.der).publicKey.export({ type: 'spki', format: 'der' });
const unsigned = (subject: string, issuer: string): Buffer =>
  buildCertificate({ subject: name(subject), issuer: name(issuer), publicKey });
const name = (text: string): Buffer => sequence(rdn(oids.commonName, text));

/** Unsigned certificates in a row, each issued by the next one. */
const row = (count: number, nameLength = 1): readonly Buffer[] =>
  Array.from({ length: count }, (_, i) =>
    unsigned(i === 0 ? 'kubernetes' : `${i}`.padEnd(nameLength, '_'), `${i + 1}`.padEnd(nameLength, '_')),
  );

/** `kubernetes` has been issued by `other`, and `other` by `kubernetes`. */
const circle = [unsigned('kubernetes', 'other'), unsigned('other', 'kubernetes')];

const dnsNames = (count: number, domain = '.example'): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${i + 1000}${domain}`);

/** A handmade TLS 1.2 server: it sends ServerHello (TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256) and this Certificate message. */
function says(what: string, certificates: Uint8Array, fails: Fault['fails']): Fault {
  // With renegotiation_info (RFC 5746), without which OpenSSL goes no further.
  const hello = Buffer.concat([Buffer.from([3, 3]), Buffer.alloc(32, 7), Buffer.from('00c02b000005ff01000100', 'hex')]);
  const flight = Buffer.concat([handshakeMessage(2, hello), handshakeMessage(11, certificates)]);
  return {
    name: what,
    serve: (t) =>
      startTcpServer(t, (socket) => socket.once('data', () => socket.write(record(contentTypes.handshake, flight)))),
    fails,
  };
}

/** A vector of at most 2^24 - 1 bytes (RFC 5246 4.3). */
const vector = (...parts: readonly Uint8Array[]): Buffer => {
  const bytes = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([bytes.length >> 16, (bytes.length >> 8) & 255, bytes.length & 255]), bytes]);
};

/** Certificates, and chains of them, that no honest server has. */
export const chainFaults: readonly Fault[] = [
  serves('a chain of 80', async () => ({ leaf: await leaf(), others: row(80) }), {
    shows: { serving: { length: 10 }, truncated: ['chain'] },
  }),
  serves('a chain of 400', async () => ({ leaf: await leaf(), others: row(400) }), {
    fails: 'serving=certificate_too_costly',
  }),
  serves(
    'a chain of 400 that is larger than OpenSSL takes',
    async () => ({ leaf: await leaf(), others: row(400, 64) }),
    {
      fails: 'serving=certificate_too_large',
    },
  ),
  serves('the leaf a hundred times', async () => repeated(await leaf())),
  serves('a circular chain', async () => ({ leaf: await leaf(), others: circle }), {
    shows: { serving: [{ subjectCommonName: 'leaf' }, {}, {}] },
  }),
  serves('a circular chain, fifty times', async () => ({
    leaf: await leaf(),
    others: Array.from({ length: 50 }, () => circle).flat(),
  })),
  serves('4,000 SANs', async () => ({ leaf: await leaf({ dnsNames: dnsNames(4000) }) }), {
    shows: { names: [{ name: '127.0.0.1', covered: true }] },
  }),
  serves('10,000 SANs', async () => ({ leaf: await leaf({ dnsNames: dnsNames(10_000) }) }), {
    fails: 'serving=certificate_too_large',
  }),
  serves('10,000 SANs of four bytes', async () => ({ leaf: await leaf({ dnsNames: dnsNames(10_000, '') }) }), {
    shows: { names: [{ name: '127.0.0.1', covered: true }] },
  }),
  serves(
    'a certificate of a megabyte',
    async () => ({ leaf: await leaf({ extensions: [{ oid: '1.3.6.1.4.1.32473.1', value: Buffer.alloc(2 ** 20) }] }) }),
    { fails: 'serving=certificate_too_large' },
  ),
  says('no certificate', vector(), 'serving=handshake'),
  says('an empty certificate', vector(vector()), malformed),
  says('a certificate that is none', vector(vector(Buffer.from('none'))), malformed),
  says('rubbish after the leaf', vector(vector(authority.der), vector(Buffer.from('rubbish'))), malformed),
  says('a certificate followed by extra bytes', vector(vector(authority.der, Buffer.alloc(9))), malformed),
  says('a certificate that is longer than its list', vector(Buffer.from([0, 1, 0, 0])), malformed),
  says('a list that is longer than its message', Buffer.from([0, 1, 0, 0]), 'serving=handshake'),
];
