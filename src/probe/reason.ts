/**
 * Why a probe failed: the closed list of the label `reason`, with everything that is known of each. `meaning` is shown in tables, pages and docs;
 * `advice` says what to do about it. `pattern` matches the errors of Node and OpenSSL that mean it, by their code or, where several faults share
 * ECONNRESET, by their text; the first entry that matches wins. The text of an error never becomes a label: it holds pointers and differs
 * between versions.
 *
 * OpenSSL 3.0 (Node 20, 22) and 3.5 (Node 24, 26) name the same alert `SSLV3_ALERT_HANDSHAKE_FAILURE` and `SSL/TLS_ALERT_HANDSHAKE_FAILURE`,
 * so patterns look at the end of the name only.
 */
export const reasons = {
  dns: {
    meaning: 'the host name has no address, or the resolver did not answer in time',
    advice: 'Check the spelling, and what the resolver of this host says: getent ahosts NAME.',
    pattern: /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)\b/,
  },
  refused: {
    meaning: 'nothing listens on this port',
    advice:
      'Is it the right port? On the node: crictl ps -a --name kube-apiserver, then crictl logs of it; journalctl -u kubelet.',
    pattern: /^ECONNREFUSED\b/,
  },
  unreachable: {
    meaning: 'there is no route to the host, or a firewall rejects the connection',
    advice: 'Check routes and firewalls between this host and the node: ip route get IP.',
    pattern: /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM|EINVAL|EAFNOSUPPORT)\b/,
  },
  connect_timeout: {
    meaning: 'no answer to the TCP connection within the deadline: a firewall drops it, or the host is down',
    advice: 'Is the node up? Check firewalls and security groups for this port between this host and the node.',
    pattern: /^ETIMEDOUT\b/,
  },
  tls_timeout: {
    meaning: 'TCP connected, but the TLS handshake did not end within the deadline',
    advice:
      'The process hangs or is starved (look at the load and memory of the node), or a load balancer has no backend that answers; or give it longer.',
  },
  closed: {
    meaning: 'the peer closed the connection during the handshake',
    advice:
      'A load balancer without a healthy backend does this, and a server that is shutting down: go to the instance itself.',
    pattern: /disconnected before secure TLS|UNEXPECTED_EOF/,
  },
  reset: {
    meaning: 'the peer reset the connection',
    advice: 'A load balancer without a healthy backend does this, and some firewalls: go to the instance itself.',
    pattern: /^(ECONNRESET|EPIPE|ECONNABORTED)\b/,
  },
  client_certificate_required: {
    meaning: 'the server demands a client certificate',
    advice:
      'kube-apiserver asks for client certificates and never demands them: a proxy stands in front. Go to the instance itself.',
    // We send no certificate, so an alert about ours means that one is missing: bad_certificate is what TLS 1.2 servers in Go say.
    pattern: /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|NO_CERTIFICATE)/,
  },
  protocol_version: {
    meaning: 'no TLS version in common: the server offers less than TLS 1.2',
    advice: 'kube-apiserver has spoken TLS 1.2 for many years: something else answers, or a proxy stands in front.',
    pattern: /ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|UNSUPPORTED_SSL_VERSION|VERSION_TOO_LOW|BAD_PROTOCOL_VERSION/,
  },
  handshake: {
    meaning: 'no cipher, group or signature algorithm in common, or a broken handshake',
    advice:
      'Compare --tls-cipher-suites of kube-apiserver with what this host offers: openssl s_client -connect ADDRESS.',
    pattern: /ALERT_(HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY)/,
  },
  tls_alert: {
    meaning: 'the server ended the handshake with a fatal alert',
    advice: "The log of kube-apiserver says why: look for 'TLS handshake error'.",
    pattern: /_ALERT_|TLSV1_(UNRECOGNIZED_NAME|UNSUPPORTED_EXTENSION|CERTIFICATE_UNOBTAINABLE|BAD_CERTIFICATE)/,
  },
  not_tls: {
    meaning: 'what answers does not speak TLS',
    advice: 'Is it the right port? Something else listens there, or plain HTTP.',
    pattern: /WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|PACKET_LENGTH_TOO_LONG|RECORD_TOO_SMALL/,
  },
  no_certificate: {
    meaning: 'the handshake showed no certificate',
    advice: 'Something else answers there: kube-apiserver always shows a certificate.',
    pattern: /PEER_DID_NOT_RETURN_A_CERTIFICATE|NO_CERTIFICATES_RETURNED/,
  },
  certificate_too_large: {
    meaning: 'a served certificate, or the whole chain, is larger than the limit',
    advice: 'Look at what is served: openssl s_client -connect ADDRESS -showcerts.',
    pattern: /EXCESSIVE_MESSAGE_SIZE|EXCESS_MESSAGE_SIZE/,
  },
  certificate_malformed: {
    meaning: 'a served certificate cannot be decoded',
    advice:
      'Look at what is served: openssl s_client -connect ADDRESS -showcerts. Issue the certificate anew when clients stumble over it as well.',
    // Of a fault inside the DER, only the text names the part of OpenSSL that found it.
    pattern:
      /ERR_OSSL_(ASN1|X509|EVP|RSA|EC)_|CERT_LENGTH_MISMATCH|UNABLE_TO_FIND_PUBLIC_KEY|SSL_ASN1|X509_LIB|UNKNOWN_CERTIFICATE_TYPE|:asn1 encoding routines:/,
  },
  http_timeout: {
    meaning: 'TLS works, but no HTTP answer came within the deadline',
    advice: 'The process hangs or is starved: look at the load and memory of the node, and at etcd.',
  },
  http_status: {
    meaning: 'an HTTP status that the API server does not give here',
    advice: 'Look at the answer: curl -k https://ADDRESS/version.',
  },
  http_malformed: {
    meaning: 'an HTTP answer that is not what the API server gives',
    advice: 'Look at the answer: curl -k https://ADDRESS/version. A proxy may stand in front.',
    pattern: /^HPE_/,
  },
  too_many_open_files: {
    meaning: 'the exporter itself ran out of file descriptors: raise its limit (ulimit -n, LimitNOFILE)',
    advice: 'On this host: ulimit -n 65536, or LimitNOFILE= of the service.',
    pattern: /^(EMFILE|ENFILE|ENOBUFS)\b/,
  },
  internal: {
    meaning: 'a fault of the exporter itself: please report it with the log line',
    advice: 'A fault of this program, not of the endpoint: please report it.',
  },
} as const satisfies Record<string, ReasonEntry>;

interface ReasonEntry {
  readonly meaning: string;
  readonly advice: string;
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
