import { createSecureContext } from 'node:tls';
import t from 'tap';
import { cipherSuites, curves, tlsVersions } from '../../src/web-config/tls-names.js';

void t.test('OpenSSL knows every name', (t) => {
  for (const minVersion of Object.values(tlsVersions)) t.ok(createSecureContext({ minVersion }));
  for (const ecdhCurve of Object.values(curves)) t.ok(createSecureContext({ ecdhCurve }));
  for (const ciphers of Object.values(cipherSuites)) t.ok(createSecureContext({ ciphers }));
  t.throws(() => createSecureContext({ ciphers: 'ECDHE-RSA-RC4-SHA' }), 'else this test would prove nothing');
  t.throws(() => createSecureContext({ ecdhCurve: 'P-257' }));
  t.end();
});
