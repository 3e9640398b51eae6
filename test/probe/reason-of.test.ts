import t from 'tap';
import type { Reason } from '../../src/probe/reason.js';
import { reasonOf } from '../../src/probe/reason-of.js';

/** Codes and texts as Node 20 (OpenSSL 3.0) and Node 24 and 26 (OpenSSL 3.5) give them. */
const errors: readonly (readonly [code: string | undefined, message: string, reason: Reason])[] = [
  ['ENOTFOUND', 'getaddrinfo ENOTFOUND a.example', 'dns'],
  ['EAI_AGAIN', 'getaddrinfo EAI_AGAIN a.example', 'dns'],
  ['ERR_PROXY_TIMEOUT', 'the proxy did not open a connection in time', 'proxy'],
  ['ERR_PROXY_REFUSED', 'the proxy refuses', 'proxy_refused'],
  ['ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:1', 'refused'],
  ['EHOSTUNREACH', 'connect EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'connect ENETUNREACH', 'no_route'],
  ['EADDRNOTAVAIL', 'connect EADDRNOTAVAIL', 'no_route'],
  ['EACCES', 'connect EACCES', 'unreachable'],
  ['ETIMEDOUT', 'connect ETIMEDOUT', 'connect_timeout'],
  ['ECONNRESET', 'Client network socket disconnected before secure TLS connection was established', 'closed'],
  ['ECONNRESET', 'read ECONNRESET', 'reset'],
  ['EPIPE', 'write EPIPE', 'reset'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', '00ABC:error:0A00010B', 'not_tls'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', '', 'not_tls'],
  ['ERR_SSL_DATA_LENGTH_TOO_LONG', '', 'not_tls'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', '', 'protocol_version'],
  ['ERR_SSL_UNSUPPORTED_PROTOCOL', '', 'protocol_version'],
  ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', '', 'handshake'],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', '', 'handshake'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', '', 'client_certificate_required'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', '', 'client_certificate_required'],
  ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', '', 'client_certificate_required'],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', '', 'tls_alert'],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', '', 'tls_alert'],
  ['ERR_SSL_NO_SHARED_CIPHER', '', 'handshake'],
  ['ERR_SSL_EXCESSIVE_MESSAGE_SIZE', '', 'certificate_too_large'],
  ['ERR_SSL_CHAIN_TOO_COSTLY', '', 'certificate_too_costly'],
  ['ERR_OSSL_ASN1_WRONG_TAG', '', 'certificate_malformed'],
  ['ERR_SSL_TOO_LONG', '80FC:error:0680009B:asn1 encoding routines:ASN1_get_object:too long', 'certificate_malformed'],
  ['ERR_SSL_LENGTH_MISMATCH', '80FC:error:0A00009F:SSL routines:tls_process_server_certificate', 'handshake'],
  ['HPE_INVALID_CONSTANT', 'Parse Error', 'http_malformed'],
  ['EMFILE', 'connect EMFILE', 'too_many_open_files'],
  ['ERR_SOMETHING_NEW', 'a fault', 'internal'],
  [undefined, '', 'internal'],
];

for (const [code, message, reason] of errors) {
  void t.test(`${code ?? 'no code'} ${message}`, (t) => {
    t.equal(reasonOf(Object.assign(new Error(message), code === undefined ? {} : { code })), reason);
    t.end();
  });
}

void t.test('a value that is not an error is internal', (t) => {
  for (const thrown of ['text', 7, Symbol('s'), {}]) t.equal(reasonOf(thrown), 'internal');
  t.end();
});
