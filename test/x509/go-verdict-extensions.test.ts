import t from 'tap';
import { type CertificateShape, dns, extension, subjectAltName, validity } from './der-builder.js';
import { createParty, critical, email, ip, issueCa, nameConstraints, uri } from './go-fixture.js';
import { ca, leafVerdict, name, named, refused, rsaKey, server } from './leaf-verdict.js';

void t.test('RSA keys that are too long or too short', (t) => {
  const long = refused('unsupported', 'tls: server sent certificate containing RSA key larger than 8192 bits');
  t.same(leafVerdict({ publicKey: rsaKey(8200) }), long);
  t.same(leafVerdict({}, { rest: [issueCa(createParty('spare'), { publicKey: rsaKey(8200) })] }), long);
  t.match(leafVerdict({ publicKey: rsaKey(8192) }), { accepted: true });
  const insecure = 'crypto/rsa: 1016-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)';
  t.same(
    leafVerdict({ publicKey: rsaKey(1016) }),
    refused('unsupported', `tls: invalid signature by the server certificate: ${insecure}`),
  );
  t.match(leafVerdict({ publicKey: rsaKey(1024) }), { accepted: true });
  t.match(
    leafVerdict({ publicKey: rsaKey(1016) }, { roots: [] }),
    { reason: 'unknown_authority' },
    'the path comes first',
  );
  t.end();
});

void t.test('critical extensions that Go does not handle', (t) => {
  const odd = extension([0x2a, 3], [], critical);
  const message = 'x509: unhandled critical extension';
  t.same(leafVerdict({ extensions: [...named, odd] }), refused('unsupported', message));
  t.same(leafVerdict({}, { roots: [issueCa(ca, { extensions: [odd] })] }), refused('unsupported', message));
  t.match(
    leafVerdict({ extensions: [odd], validity: validity('20200101000000Z', '20210101000000Z') }),
    { reason: 'unsupported' },
    'before dates',
  );
  t.end();
});

void t.test('name constraints', (t) => {
  const under = (constraints: Parameters<typeof nameConstraints>[0], shape: CertificateShape = {}) =>
    leafVerdict(shape, { roots: [issueCa(ca, { extensions: [nameConstraints(constraints)] })] });
  const broken = (why: string) =>
    refused(
      'name_constraint',
      `x509: a root or intermediate certificate is not authorized to sign for this name: ${why}`,
    );
  t.match(under({ permitted: [dns(name), ip(10, 0, 0, 0, 255, 0, 0, 0)] }), { accepted: true });
  t.same(
    under({ permitted: [dns('example.com')] }),
    broken('DNS name "kube-apiserver" is not permitted by any constraint'),
  );
  t.same(
    under({ excluded: [ip(10, 0, 0, 0, 255, 0, 0, 0)] }),
    broken('IP address "10.96.0.1" is excluded by constraint "10.0.0.0/8"'),
  );
  t.match(under({ permitted: [uri('a'), email('b')] }), { accepted: true }, 'kinds that the leaf has not');
  const other = { extensions: [subjectAltName(dns(name), uri('x://b.c/'))] };
  t.same(under({ permitted: [uri('a')] }, other), broken('URI "x://b.c/" is not permitted by any constraint'));
  const zone = { extensions: [subjectAltName(dns(name), uri('x://[fe80::1%25en0]:80/'))] };
  t.same(
    under({ excluded: [uri('a')] }, zone),
    broken('URI with IP ("x://[fe80::1%25en0]:80/") cannot be matched against constraints'),
  );
  t.match(under({ excluded: [dns(name)] }, { extensions: [subjectAltName(ip(10, 96, 0, 1))], subject: server.name }), {
    reason: 'name',
  });
  t.end();
});

void t.test('a CN outside of the constraints does not count', (t) => {
  const constrained = issueCa(ca, { extensions: [nameConstraints({ permitted: [dns('example.com')] })] });
  const extensions = [subjectAltName(dns('a.example.com'))];
  t.match(leafVerdict({ extensions }, { roots: [constrained], name: 'a.example.com' }), { accepted: true });
  t.end();
});
