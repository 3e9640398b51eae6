/**
 * Why a probe failed: the closed list of the label `reason`. `meaning` is for people: it stands in tables, pages and docs. `pattern` says
 * which errors of Node and OpenSSL mean it, by their code or, where several faults share ECONNRESET, by their text; the first entry that
 * matches wins. The text of an error never becomes a label: it holds pointers and differs between versions.
 *
 * OpenSSL 3.0 (Node 20, 22) and 3.5 (Node 24, 26) name the same alert `SSLV3_ALERT_HANDSHAKE_FAILURE` and `SSL/TLS_ALERT_HANDSHAKE_FAILURE`,
 * so patterns look at the end of the name only.
 */
export const reasons = {
  dns: {
    meaning: 'the host name has no address, or the resolver did not answer in time',
    pattern: /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)\b/,
  },
  refused: { meaning: 'nothing listens on this port', pattern: /^ECONNREFUSED\b/ },
  unreachable: {
    meaning: 'there is no route to the host, or a firewall rejects the connection',
    pattern: /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM|EINVAL|EAFNOSUPPORT)\b/,
  },
  connect_timeout: {
    meaning: 'no answer to the TCP connection within the deadline: a firewall drops it, or the host is down',
    pattern: /^ETIMEDOUT\b/,
  },
  tls_timeout: { meaning: 'TCP connected, but the TLS handshake did not end within the deadline' },
  closed: {
    meaning: 'the peer closed the connection during the handshake',
    pattern: /disconnected before secure TLS|UNEXPECTED_EOF/,
  },
  reset: { meaning: 'the peer reset the connection', pattern: /^(ECONNRESET|EPIPE|ECONNABORTED)\b/ },
  client_certificate_required: {
    meaning: 'the server demands a client certificate',
    // We send no certificate, so an alert about ours means that one is missing: bad_certificate is what TLS 1.2 servers in Go say.
    pattern: /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|NO_CERTIFICATE)/,
  },
  protocol_version: {
    meaning: 'no TLS version in common: the server offers less than TLS 1.2',
    pattern: /ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|UNSUPPORTED_SSL_VERSION|VERSION_TOO_LOW|BAD_PROTOCOL_VERSION/,
  },
  handshake: {
    meaning: 'no cipher, group or signature algorithm in common, or a broken handshake',
    pattern: /ALERT_(HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY)/,
  },
  tls_alert: {
    meaning: 'the server ended the handshake with a fatal alert',
    pattern: /_ALERT_|TLSV1_(UNRECOGNIZED_NAME|UNSUPPORTED_EXTENSION|CERTIFICATE_UNOBTAINABLE|BAD_CERTIFICATE)/,
  },
  not_tls: {
    meaning: 'what answers does not speak TLS',
    pattern: /WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|PACKET_LENGTH_TOO_LONG|RECORD_TOO_SMALL/,
  },
  no_certificate: {
    meaning: 'the handshake showed no certificate',
    pattern: /PEER_DID_NOT_RETURN_A_CERTIFICATE|NO_CERTIFICATES_RETURNED/,
  },
  certificate_too_large: {
    meaning: 'a served certificate, or the whole chain, is larger than the limit',
    pattern: /EXCESSIVE_MESSAGE_SIZE|EXCESS_MESSAGE_SIZE/,
  },
  certificate_malformed: {
    meaning: 'a served certificate cannot be decoded',
    // Of a fault inside the DER, only the text names the part of OpenSSL that found it.
    pattern:
      /ERR_OSSL_(ASN1|X509|EVP|RSA|EC)_|CERT_LENGTH_MISMATCH|UNABLE_TO_FIND_PUBLIC_KEY|SSL_ASN1|X509_LIB|UNKNOWN_CERTIFICATE_TYPE|:asn1 encoding routines:/,
  },
  http_timeout: { meaning: 'TLS works, but no HTTP answer came within the deadline' },
  http_status: { meaning: 'an HTTP status that the API server does not give here' },
  http_malformed: { meaning: 'an HTTP answer that is not what the API server gives', pattern: /^HPE_/ },
  too_many_open_files: {
    meaning: 'the exporter itself ran out of file descriptors: raise its limit (ulimit -n, LimitNOFILE)',
    pattern: /^(EMFILE|ENFILE|ENOBUFS)\b/,
  },
  internal: { meaning: 'a fault of the exporter itself: please report it with the log line' },
} as const satisfies Record<string, ReasonEntry>;

interface ReasonEntry {
  readonly meaning: string;
  readonly pattern?: RegExp;
}

export type Reason = keyof typeof reasons;

export const reasonNames = Object.keys(reasons) as readonly Reason[];

/** What is left of OpenSSL's own errors: the handshake broke in a way that no other entry names. */
const anyOpenSslError = /^ERR_(SSL|OSSL)_/;

/** The reason that an error of Node's net, tls or dns means. Total: an unknown error is `internal`. */
export function reasonOf(error: unknown): Reason {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const text = `${typeof code === 'string' ? code : ''} ${typeof message === 'string' ? message : ''}`;
  for (const name of reasonNames) {
    const entry: ReasonEntry = reasons[name];
    if (entry.pattern?.test(text)) return name;
  }
  return anyOpenSslError.test(text) ? 'handshake' : 'internal';
}
