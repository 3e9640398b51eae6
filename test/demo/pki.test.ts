import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import fc from 'fast-check';
import t from 'tap';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority, type IssuedCertificate } from '../../demo/pki.js';
import { encodeSubjectAlternativeName } from '../../demo/subject-alternative-name.js';

const read = ({ der }: IssuedCertificate): X509Certificate => new X509Certificate(der);
const seconds = (text: string): number => Date.parse(text) / 1000;

void t.test('an authority issues what it is asked for', async (t) => {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  const issued = await authority.issue({
    commonName: 'kube-apiserver',
    organization: 'demo',
    dnsNames: ['kubernetes', '*.example.com'],
    ipAddresses: ['10.96.0.1', '2001:db8::1', '::ffff:10.0.0.1', '::'],
    names: [
      { kind: 'email', value: 'a@example.com' },
      { kind: 'uri', value: 'spiffe://x/y' },
    ],
    notBefore: 1_000_000_000,
    notAfter: 4_000_000_000,
    serialNumber: '0abc',
    extensions: [{ oid: '1.3.6.1.4.1.99999.1', value: Uint8Array.of(5, 0) }],
  });
  const certificate = read(issued);
  t.equal(certificate.subject, 'O=demo\nCN=kube-apiserver');
  t.equal(certificate.issuer, 'CN=kubernetes');
  t.equal(certificate.serialNumber, '0ABC');
  t.equal(
    certificate.subjectAltName,
    [
      'DNS:kubernetes, DNS:*.example.com, IP Address:10.96.0.1, IP Address:2001:DB8:0:0:0:0:0:1',
      'IP Address:0:0:0:0:0:FFFF:A00:1, IP Address:0:0:0:0:0:0:0:0, email:a@example.com, URI:spiffe://x/y',
    ].join(', '),
  );
  t.equal(seconds(certificate.validFrom), 1_000_000_000);
  t.equal(seconds(certificate.validTo), 4_000_000_000);
  t.same(certificate.keyUsage, ['1.3.6.1.5.5.7.3.1']);
  t.equal(certificate.ca, false);
  t.ok(certificate.verify(read(authority).publicKey));
  t.equal(certificate.toString().trim(), issued.pem.trim());
  t.doesNotThrow(() => createSecureContext({ cert: issued.pem, key: issued.key }), 'the key belongs to it');
});

void t.test("the issuer's key identifier can be another, or missing", async (t) => {
  const authority = await createAuthority({ commonName: 'kubernetes' });
  // authorityKeyIdentifier (RFC 5280 4.2.1.1) with keyIdentifier.
  const has = async (authorityKeyId?: string | false, keyId = '') => {
    const { der } = await authority.issue({
      commonName: 'leaf',
      ...(authorityKeyId !== undefined && { authorityKeyId }),
    });
    return Buffer.from(der).includes(Buffer.from(`0603551d23${keyId}`, 'hex'));
  };
  t.equal(await has(), true);
  t.equal(await has('0102', '0406300480020102'), true);
  t.equal(await has(false), false);
});

void t.test('every kind of key signs and serves', async (t) => {
  for (const [keyAlgorithm, type] of [
    ['ecdsa-p256', 'ec'],
    ['rsa-2048', 'rsa'],
    ['ed25519', 'ed25519'],
  ] as const) {
    const authority = await createAuthority({ commonName: keyAlgorithm, keyAlgorithm });
    const leaf = await authority.issue({ commonName: 'leaf', usage: 'client' });
    t.equal(read(authority).publicKey.asymmetricKeyType, type);
    t.ok(read(leaf).verify(read(authority).publicKey), `${keyAlgorithm} signs`);
    t.same(read(leaf).keyUsage, ['1.3.6.1.5.5.7.3.2']);
    t.equal(read(leaf).subjectAltName, undefined, 'no names, no SAN');
    t.doesNotThrow(() => createSecureContext({ cert: authority.pem, key: authority.key }));
  }
});

void t.test('an intermediate is served, the root is not', async (t) => {
  const root = await createAuthority({ commonName: 'root' });
  const intermediate = await root.issueAuthority({ commonName: 'intermediate' });
  const leaf = await intermediate.issue({ commonName: 'leaf' });
  t.same(leaf.chain, [leaf.pem, intermediate.pem, root.pem]);
  t.equal(leaf.identity.cert, [leaf.pem, intermediate.pem].join('\n'));
  t.equal(intermediate.identity.cert, intermediate.pem);
  t.ok(read(leaf).checkIssued(read(intermediate)));
  t.ok(read(intermediate).ca);
  t.equal(root.identity.cert, root.pem);
});

void t.test('the loopback certificate has the shape of a real one', async (t) => {
  const startedAt = 1_652_180_293;
  const { leaf, authority, identity } = await createLoopback({ startedAt, keyAlgorithm: 'rsa-2048' });
  const certificate = read(leaf);
  t.equal(certificate.subject, 'CN=apiserver-loopback-client@1652180293');
  t.equal(certificate.issuer, 'CN=apiserver-loopback-client-ca@1652180293');
  t.equal(certificate.subjectAltName, 'DNS:apiserver-loopback-client');
  t.equal(seconds(certificate.validFrom), startedAt - 3600);
  t.equal(seconds(certificate.validTo), startedAt - 3600 + 365 * 86_400);
  t.equal(certificate.publicKey.asymmetricKeyDetails?.modulusLength, 2048);
  t.ok(certificate.checkIssued(read(authority)));
  t.equal(identity.cert, [leaf.pem, authority.pem].join('\n'), 'leaf and CA are both served');
  const longer = await createLoopback({ startedAt, notAfter: startedAt + 1 });
  t.equal(seconds(read(longer.leaf).validTo), startedAt + 1);
});

void t.test('hostile names go in as they are', async (t) => {
  const hostile = ['a, DNS:b', 'line\nend', '<b>é</b>', 'x'.repeat(300)];
  const names = [
    ...hostile.map((value) => ({ kind: 'dns', value }) as const),
    { kind: 'raw', tag: 0x87, value: Uint8Array.of(1, 2, 3) } as const,
  ];
  const authority = await createAuthority({ commonName: 'hostile\0', names });
  const der = Buffer.from(authority.der);
  for (const name of hostile) t.ok(der.includes(name), JSON.stringify(name.slice(0, 10)));
  t.ok(der.includes(Buffer.of(0x87, 3, 1, 2, 3)), 'an IP of three bytes');
  t.ok(der.includes('hostile\0'), 'a NUL in the CN');
});

void t.test('any IP address is written by value', async (t) => {
  const authority = await createAuthority({ commonName: 'ip' });
  const addresses = fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(addresses, async (ipAddresses) => {
      const certificate = read(await authority.issue({ commonName: 'ip', ipAddresses }));
      return ipAddresses.every((ip) => certificate.checkIP(ip) === ip);
    }),
    { numRuns: 20 },
  );
  t.throws(
    () => encodeSubjectAlternativeName([{ kind: 'ip', value: '10.0.0' }]),
    new RangeError('10.0.0 is not an IP address'),
  );
});
