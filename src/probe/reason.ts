/**
 * Why a probe failed: the closed list of the label `reason`. `meaning` is for people: it stands in tables, pages and docs.
 * The text of an error of Node or OpenSSL never becomes a label (it holds pointers and differs between versions).
 */
export const reasons = {
  dns: { meaning: 'the host name has no address, or the resolver did not answer' },
  refused: { meaning: 'nothing listens on this port' },
  unreachable: { meaning: 'no route to the host' },
  connect_timeout: { meaning: 'no answer to the TCP connection within the deadline: a firewall, or the host is down' },
  tls_timeout: { meaning: 'TCP connected, but the TLS handshake did not end within the deadline' },
  closed: { meaning: 'the peer closed the connection during the handshake' },
  reset: { meaning: 'the peer reset the connection' },
  not_tls: { meaning: 'what answers does not speak TLS' },
  protocol_version: { meaning: 'no TLS version in common: the server offers less than TLS 1.2' },
  handshake: { meaning: 'no cipher, group or signature in common, or a broken handshake' },
  client_certificate_required: { meaning: 'the server demands a client certificate' },
  tls_alert: { meaning: 'the server ended the handshake with a fatal alert' },
  no_certificate: { meaning: 'the handshake showed no certificate' },
  certificate_too_large: { meaning: 'a served certificate or chain is larger than the limit' },
  certificate_malformed: { meaning: 'a served certificate cannot be decoded' },
  http_timeout: { meaning: 'no HTTP answer within the deadline' },
  http_status: { meaning: 'an unexpected HTTP status' },
  http_malformed: { meaning: 'an answer that is not what the API server gives' },
  too_many_open_files: { meaning: 'the exporter itself ran out of file descriptors' },
  internal: { meaning: 'a fault of the exporter: please report it' },
} as const satisfies Record<string, { meaning: string }>;

export type Reason = keyof typeof reasons;
