import { constants } from 'node:crypto';
import t from 'tap';
import * as v from 'valibot';
import { tlsOptions, versionFault } from '../../src/web-config/tls-options.js';
import { tlsSchema } from '../../src/web-config/web-config-schema.js';

const parse = (section: unknown) => v.parse(tlsSchema, section);

void t.test("Go's defaults", (t) => {
  const { ecdhCurve, ...others } = tlsOptions(parse({}));
  t.same(others, {
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    honorCipherOrder: true,
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  });
  t.match(ecdhCurve, /^(X25519MLKEM768:)?X25519:P-256:P-384:P-521$/);
  t.same(tlsOptions(parse({ cipher_suites: [], curve_preferences: null })), tlsOptions(parse({})));
  t.end();
});

void t.test('the chosen suites in their order; those of TLS 1.3 are always on', (t) => {
  const section = {
    min_version: 'TLS12',
    max_version: 'TLS12',
    prefer_server_cipher_suites: false,
    cipher_suites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_AES_128_GCM_SHA256'],
    curve_preferences: ['X25519', 'CurveP256'],
  };
  t.same(tlsOptions(parse(section)), {
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.2',
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    honorCipherOrder: false,
    ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256',
    ecdhCurve: 'X25519:P-256',
  });
  t.end();
});

void t.test('versions that no client could use', (t) => {
  const fault = (min: string | undefined, max: string | undefined) =>
    versionFault(parse({ min_version: min, max_version: max }));
  t.equal(fault(undefined, undefined), undefined);
  t.equal(fault('TLS10', 'TLS12'), undefined);
  t.equal(fault('TLS13', 'TLS13'), undefined);
  t.equal(fault('TLS13', 'TLS12'), 'at least min_version');
  t.match(fault('TLS10', 'TLS11'), /^at least TLS12/);
  t.match(fault('TLS10', 'TLS10'), /^at least TLS12/);
  t.end();
});
