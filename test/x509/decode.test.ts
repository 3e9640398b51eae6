import { createHash } from 'node:crypto';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import type { Certificate } from '../../src/x509/certificate.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { shortest } from '../fixtures/growth.js';
import { timesSlower } from '../fixtures/times-slower.js';
import {
  buildCertificate,
  type CertificateShape,
  dns,
  oids,
  rdn,
  sequence,
  subjectAltName,
  tlv,
} from './der-builder.js';

function decode(der: Uint8Array): Certificate {
  const decoded = decodeCertificate(der);
  if (!decoded.ok) throw new Error(decoded.message);
  return decoded.certificate;
}

const build = (shape: CertificateShape): Certificate => decode(buildCertificate(shape));

void t.test('a certificate like those of kubeadm is decoded', async (t) => {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const issued = await authority.issue({
    organization: 'o, p',
    commonName: 'kube-apiserver',
    dnsNames: ['k8ctl', 'kubernetes.default.svc'],
    ipAddresses: ['10.96.0.1', '::ffff:10.225.4.51', '2001:db8::1'],
    notBefore: 1_600_000_000,
    notAfter: 2_600_000_000,
    serialNumber: '0a0b',
  });
  const { der, ...certificate } = decode(issued.der);
  t.same(Buffer.from(der), Buffer.from(issued.der));
  t.same(certificate, {
    fingerprintSha256: createHash('sha256').update(issued.der).digest('hex'),
    subject: 'CN=kube-apiserver, O=o\\, p',
    issuer: 'CN=kubernetes',
    subjectCommonName: 'kube-apiserver',
    issuerCommonName: 'kubernetes',
    serialNumber: '0A0B',
    notBefore: 1_600_000_000,
    notAfter: 2_600_000_000,
    dnsNames: ['k8ctl', 'kubernetes.default.svc'],
    ipAddresses: ['10.96.0.1', '10.225.4.51', '2001:db8::1'],
    otherNames: [],
    keyAlgorithm: 'ECDSA P-256',
    signatureAlgorithm: 'ECDSA-SHA256',
    isCa: false,
  });
  t.equal(decode(authority.der).isCa, true);
});

void t.test('keys and signatures', async (t) => {
  for (const [keyAlgorithm, key, signature] of [
    ['rsa-2048', 'RSA 2048', 'SHA256-RSA'],
    ['ed25519', 'Ed25519', 'Ed25519'],
  ] as const) {
    const { der } = await createAuthority({ commonName: 'x', keyAlgorithm });
    t.match(decode(der), { keyAlgorithm: key, signatureAlgorithm: signature });
  }
  const key = (oid: readonly number[], parameters: Buffer, bits: Buffer = Buffer.of(0)) =>
    build({ publicKey: sequence(sequence(tlv(6, oid), parameters), tlv(3, [0], bits)) }).keyAlgorithm;
  t.equal(key([0x2a, 3, 4], tlv(5)), '1.2.3.4', 'unknown');
  t.equal(key(oids.ecPublicKey, tlv(6, [0x2b, 0x81, 4, 0, 0x22])), 'ECDSA P-384');
  t.equal(key(oids.ecPublicKey, tlv(6, [0x2a, 3])), '1.2.840.10045.2.1', 'an unknown curve');
  t.equal(key(oids.rsa, tlv(5)), '1.2.840.113549.1.1.1', 'RSA without a key');
  t.equal(key([...oids.rsa.slice(0, -1), 10], tlv(5)), 'RSA-PSS');
  t.equal(key([0x2b, 0x65, 0x6f], Buffer.of()), 'X448');
  t.equal(key([0x2b, 0x65, 0x71], Buffer.of()), 'Ed448');
  t.equal(key(oids.rsa, tlv(5), Buffer.alloc(20_000)), '1.2.840.113549.1.1.1', 'too large to be spelled');
  t.equal(build({ publicKey: sequence() }).keyAlgorithm, 'unknown');
  t.equal(build({ publicKey: sequence(sequence(tlv(2, [1]))) }).keyAlgorithm, 'unknown');
});

void t.test('names', (t) => {
  const { commonName, organization } = oids;
  const subject = (...rdns: readonly Buffer[]) => build({ subject: sequence(...rdns) });
  t.match(subject(rdn(commonName, 'a'), rdn(organization, 'o'), rdn(commonName, 'b')), {
    subject: 'CN=b, O=o, CN=a',
    subjectCommonName: 'b',
  });
  const pair = tlv(0x31, rdn(commonName, 'a').subarray(2), rdn(commonName, 'b').subarray(2));
  t.equal(subject(pair).subjectCommonName, 'b', 'as Go: the last');
  t.match(subject(), { subject: '', subjectCommonName: undefined });
  t.equal(subject(rdn(commonName, [0xd8, 0, 0, 0x61], 0x1e)).subjectCommonName, '\ufffda', 'half a surrogate pair');
  t.match(subject(rdn(organization, [0xd8, 0], 0x1e)), { subject: 'O=\ufffd', subjectCommonName: undefined });
  const odd = tlv(0x31, sequence(tlv(6, commonName), [0x1f, 1, 0]));
  t.throws(() => subject(odd), { message: /tag number/ });
  t.match(subject(rdn(organization, [0, 1], 0x1c), rdn(commonName, 'a')), {
    subject: /^CN=a, #31/,
    subjectCommonName: 'a',
  });
  t.match(subject(rdn(commonName, 'x'.repeat(9000))), {
    subject: '(a name of 9021 bytes)',
    subjectCommonName: undefined,
  });
  t.end();
});

void t.test('as many SANs as a handshake can carry are read', (t) => {
  const names = Array.from({ length: 10_000 }, (_, at) => `n${at}.example.com`);
  const { dnsNames } = build({ extensions: [subjectAltName(...names.map(dns))] });
  t.same(dnsNames, names);
  const directory = tlv(0xa4, sequence(rdn(oids.commonName, 'a')));
  const { otherNames } = build({ extensions: [subjectAltName(...Array<Buffer>(100).fill(directory))] });
  t.same(otherNames[0], { type: 'directory', value: 'CN=a' });
  t.same(otherNames[99], { type: 'directory', value: '(a name of 14 bytes)' }, 'spelling has its bounds');
  t.end();
});

void t.test('later changes to the bytes do not change the decoded value', (t) => {
  const der = buildCertificate();
  const certificate = decode(der);
  der.fill(0);
  t.same(decode(certificate.der).fingerprintSha256, certificate.fingerprintSha256);
  t.end();
});

void t.test('a chain whose names and keys have as many elements as fit takes no longer than others', (t) => {
  const nulls = Buffer.from('0500'.repeat(3900), 'hex');
  const many = Array.from({ length: 700 }, (_, at) => rdn([42, at & 127], ''));
  const shapes: readonly CertificateShape[] = [
    { subject: sequence(...many) },
    { subject: sequence(...many.slice(0, 74)) },
    { subject: sequence(tlv(0x31, ...many.map((each) => each.subarray(2)))) },
    { subject: sequence(rdn([42, 1], nulls, 0x30)) },
    { publicKey: sequence(sequence(tlv(6, oids.ecPublicKey), tlv(0x30, nulls)), tlv(3, [0, 4])) },
    { publicKey: sequence(sequence(tlv(6, oids.rsa), tlv(5)), tlv(3, [0], tlv(0x30, nulls))) },
    { extensions: [subjectAltName(...Array<Buffer>(60).fill(tlv(0xa4, sequence(...many.slice(0, 9)))))] },
  ];
  for (const [at, shape] of shapes.entries()) {
    const chain = Array<Buffer>(10).fill(buildCertificate(shape));
    t.ok(shortest(() => chain.map(decodeCertificate)) < 60 * timesSlower(), String(at));
  }
  t.end();
});
