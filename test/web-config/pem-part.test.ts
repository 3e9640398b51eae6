import t from 'tap';
import * as v from 'valibot';
import { parseAuthorities, parseCertificate, parseKey, readPart } from '../../src/web-config/pem-part.js';
import { tlsSchema } from '../../src/web-config/web-config-schema.js';
import { authority, readerOf, server } from './web-config-files.js';

const where = { folder: '/etc', read: readerOf() };
const part = (section: object) => readPart(v.parse(tlsSchema, section), 'cert', where, parseCertificate);

void t.test('from a file, or inline; the file wins', (t) => {
  t.match(part({ cert_file: 'server.crt' }), { ok: true, key: 'cert_file', value: { subject: 'CN=exporter' } });
  t.match(part({ cert: server.pem }), { ok: true, key: 'cert', pem: Buffer.from(server.pem) });
  t.match(part({ cert: 'junk', cert_file: '/etc/server.crt' }), { ok: true, key: 'cert_file' });
  t.equal(part({ cert: '', key: server.key }), undefined);
  t.end();
});

void t.test('the fault and its key', (t) => {
  t.same(part({ cert: 'junk' }), { ok: false, fault: { key: 'cert', message: 'not a PEM certificate' } });
  t.same(part({ cert_file: 'junk.pem' }), {
    ok: false,
    fault: { key: 'cert_file', message: '"junk.pem": not a PEM certificate' },
  });
  t.same(part({ cert_file: 'gone.pem' }), {
    ok: false,
    fault: { key: 'cert_file', message: '"gone.pem": no such file' },
  });
  t.end();
});

void t.test('keys and authorities', (t) => {
  t.match(parseKey(Buffer.from(server.key)), { ok: true });
  t.same(parseKey(Buffer.from(server.pem)), { ok: false, message: 'not a PEM key, or a key with a passphrase' });
  t.same(parseAuthorities(Buffer.from(authority.pem)), { ok: true, value: [Buffer.from(authority.der)] });
  t.same(parseAuthorities(Buffer.from('')), { ok: false, message: 'no certificate, neither PEM nor DER' });
  const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  t.same(parseAuthorities(Buffer.from(`${authority.pem}\n${broken}`)), {
    ok: false,
    message: 'certificate 2: cannot be decoded',
  });
  t.end();
});
