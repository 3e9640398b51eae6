import t from 'tap';
import * as v from 'valibot';
import { readTlsMaterial } from '../../src/web-config/tls-material.js';
import { tlsSchema } from '../../src/web-config/web-config-schema.js';
import { authority, readerOf, server } from './web-config-files.js';

const material = (section: object, more: Readonly<Record<string, string>> = {}) =>
  readTlsMaterial(v.parse(tlsSchema, section), '/etc', readerOf(more));

const pair = { cert_file: 'server.crt', key_file: 'server.key' };

void t.test('no TLS without a certificate, key, client CA or type of client authentication', (t) => {
  t.same(material({}), { ok: true, tls: undefined });
  t.same(material({ min_version: 'TLS13', cert_file: '' }), { ok: true, tls: undefined });
  t.end();
});

void t.test('the options for node:tls', (t) => {
  t.match(material(pair), {
    ok: true,
    tls: {
      context: { cert: Buffer.from(server.identity.cert), key: Buffer.from(server.key), ca: undefined },
      clientAuth: { requested: false },
      clientCaFile: undefined,
      allowedSans: undefined,
    },
  });
  const section = {
    ...{ cert: server.pem, key: server.key, client_ca: authority.pem },
    client_auth_type: 'RequireAndVerifyClientCert',
    client_allowed_sans: ['prometheus'],
  };
  t.match(material(section), {
    ok: true,
    tls: {
      context: { ca: Buffer.from(authority.pem) },
      clientAuth: { verified: true },
      clientCaFile: undefined,
      allowedSans: ['prometheus'],
    },
  });
  t.end();
});

void t.test('all faults together', (t) => {
  const table: readonly [section: object, ...faults: [key: string | undefined, message: string][]][] = [
    [{ cert_file: 'server.crt' }, [undefined, 'key_file is missing']],
    [
      { client_auth_type: 'RequireAnyClientCert' },
      [undefined, 'cert_file is missing'],
      [undefined, 'key_file is missing'],
    ],
    [{ ...pair, key_file: 'other.key' }, ['key_file', 'this key does not belong to the certificate']],
    [
      { cert_file: 'server.key', key_file: 'server.crt' },
      ['cert_file', '"server.key": not a PEM certificate'],
      ['key_file', '"server.crt": not a PEM key, or a key with a passphrase'],
    ],
    [
      { ...pair, client_ca_file: 'junk.pem', max_version: 'TLS11', client_allowed_sans: ['a'] },
      ['client_ca_file', '"junk.pem": no certificate, neither PEM nor DER'],
      ['max_version', 'expected at least TLS12: older versions are not supported'],
      ['client_auth_type', 'the client CA needs a client_auth_type that uses it'],
      ['client_allowed_sans', 'needs a client_auth_type that requires a certificate'],
    ],
    [
      { ...pair, client_auth_type: 'VerifyClientCertIfGiven', client_allowed_sans: [] },
      ['client_allowed_sans', 'needs a client_auth_type that requires a certificate'],
    ],
  ];
  for (const [section, ...faults] of table) {
    t.same(material(section), { ok: false, faults: faults.map(([key, message]) => ({ key, message })) });
  }
  t.end();
});

void t.test('files that OpenSSL refuses', (t) => {
  const broken = `${server.pem}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`;
  const { faults } = material(pair, { 'server.crt': broken }) as { faults?: unknown };
  t.match(faults, [{ key: undefined, message: /^OpenSSL refuses it: ERR_\w+$/ }]);
  t.end();
});
