import t from 'tap';
import { isTlsError } from '../../src/net/tls-error.js';

void t.test('errors of TLS, and errors of the connection', (t) => {
  for (const code of ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_OSSL_ASN1_WRONG_TAG', 'EPROTO'])
    t.ok(isTlsError({ code }), code);
  for (const code of ['ECONNRESET', 'EPROTOTYPE', 'EPROTONOSUPPORT', 'ERR_TLS_CERT_ALTNAME_INVALID', 5, undefined])
    t.notOk(isTlsError({ code }), String(code));
  t.notOk(isTlsError({}));
  t.end();
});
