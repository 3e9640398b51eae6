import { offered } from '../net/tls-context.js';

/**
 * All reasons why a probe can fail: the closed list of the label `reason`. `meaning` is shown in tables, pages and docs; `advice` says what
 * to do about it. `pattern` matches errors of Node and OpenSSL by their code or, where several faults share ECONNRESET, by their text. The
 * first entry that matches wins. The text of an error never becomes a label, because it contains pointers and differs between versions.
 *
 * OpenSSL 3.0 (Node 20, 22) and 3.5 (Node 24, 26) name the same alert `SSLV3_ALERT_HANDSHAKE_FAILURE` and
 * `SSL/TLS_ALERT_HANDSHAKE_FAILURE`, so patterns match only the end of the name.
 */
export const reasons = {
  dns: {
    meaning:
      'the host name has no address (of the addressFamily, if that is set), or the resolver did not answer in time',
    advice: 'Check the spelling of the name, then ask the resolver of this host: getent ahosts NAME.',
    pattern: /^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)\b/,
  },
  not_allowed: {
    meaning:
      'the name leads only to addresses to which no discovery may lead: loopback, unspecified, link-local, multicast, or a metadata service',
    advice:
      'Ask who answers for the name: getent ahosts NAME. If the address is right, write the IP itself under addresses, or its network under discoveryAllow.',
    pattern: /^ERR_ADDRESS_REFUSED\b/,
  },
  proxy: {
    meaning: 'the proxy cannot be reached, or gives no valid answer in time',
    advice:
      'Check the proxy from this host: curl -v --proxy PROXY https://ADDRESS/version. A proxy that is silent may wait for an API server that does not answer.',
    pattern: /^ERR_PROXY_(UNUSABLE|UNREACHABLE|UNTRUSTED|TIMEOUT|MALFORMED)\b/,
  },
  proxy_refused: {
    meaning: 'the proxy refuses the connection, demands another login, or cannot reach the API server',
    advice:
      'Ask the proxy for its reason: curl -v --proxy PROXY https://ADDRESS/version. 407 means that its login is missing or wrong, 403 that its rules forbid the address, 502 to 504 that it cannot reach it.',
    pattern: /^ERR_PROXY_(LOGIN|REFUSED)\b/,
  },
  refused: {
    meaning: 'nothing listens on this port',
    advice:
      "Check that the port is right. On the node, run crictl ps -a --name '^kube-apiserver$', then crictl logs for its container, and read journalctl -u kubelet.",
    elsewhere: 'Check that the port is right, and that kube-apiserver runs there: if it does not, its log says why.',
    pattern: /^ECONNREFUSED\b/,
  },
  no_route: {
    meaning: 'there is no route to the network of the host, or this host has no address of its family',
    advice: 'Check the routes of this host, and of the routers between it and the node: ip route get IP.',
    pattern: /^(ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EAFNOSUPPORT)\b/,
  },
  unreachable: {
    meaning: 'the host is down or not in its network, or a firewall rejects the connection',
    advice:
      'Check that the node is up, then firewalls between this host and the node. If this host reaches one address family of the name alone, set addressFamily.',
    // A host that is down on a network of ours does not answer ARP or neighbour discovery, which is EHOSTUNREACH.
    pattern: /^(EHOSTUNREACH|EHOSTDOWN|EACCES|EPERM|EINVAL)\b/,
  },
  connect_timeout: {
    meaning: 'no answer to the TCP connection within the deadline: a firewall drops the packets, or the host is down',
    advice:
      'Check that the node is up. Then check firewalls and security groups for this port between this host and the node.',
    pattern: /^ETIMEDOUT\b/,
  },
  tls_timeout: {
    meaning: 'TCP connected, but the TLS handshake did not end within the deadline',
    advice:
      'The process hangs or lacks CPU or memory: check the load and memory of the node. Or large packets do not arrive, as with a VPN or an overlay whose path MTU is smaller than that of this host: try ping -M do -s 1400 HOST, then a smaller size. Or a load balancer has no backend that answers.',
  },
  closed: {
    meaning: 'the peer closed the connection during the handshake',
    advice:
      'A load balancer without a healthy backend does this, and so does a server that is shutting down. Probe the instance at its own address.',
    pattern: /disconnected before secure TLS|UNEXPECTED_EOF/,
  },
  reset: {
    meaning: 'the peer reset the connection',
    advice:
      'A load balancer without a healthy backend does this, and so do some firewalls. Probe the instance at its own address.',
    pattern: /^(ECONNRESET|EPIPE|ECONNABORTED)\b/,
  },
  client_certificate_required: {
    meaning: 'the server demands a client certificate',
    advice:
      'kube-apiserver asks for client certificates but never demands them, so a proxy is in front of it. Probe the instance at its own address.',
    // We send no certificate, so an alert about ours means that one is missing. TLS 1.2 servers in Go send bad_certificate.
    pattern: /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|UNKNOWN_CA|NO_CERTIFICATE)/,
  },
  protocol_version: {
    meaning: 'no TLS version in common: the server offers only versions before TLS 1.2',
    advice:
      'kube-apiserver has supported TLS 1.2 for many years, so something else answers, or a proxy is in front of it.',
    pattern: /ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|UNSUPPORTED_SSL_VERSION|VERSION_TOO_LOW|BAD_PROTOCOL_VERSION/,
  },
  handshake: {
    meaning: 'no cipher, group or signature algorithm in common, or a broken handshake',
    advice: `Compare --tls-cipher-suites and --tls-min-version of kube-apiserver with what the exporter offers: TLS ${offered.versions.join(' and ')}, the groups ${offered.groups.join(', ')} and, where a server refuses these, ${offered.postQuantumGroups.join(', ')}, which OpenSSL has since 3.5 (Node 20 has 3.0). docs/operation.md lists the cipher suites. To see what the server takes, run openssl s_client -connect ADDRESS.`,
    pattern: /ALERT_(HANDSHAKE_FAILURE|INSUFFICIENT_SECURITY)/,
  },
  tls_alert: {
    meaning: 'the server ended the handshake with a fatal alert',
    advice: "The log of kube-apiserver says why: search it for 'TLS handshake error'.",
    pattern: /_ALERT_|TLSV1_(UNRECOGNIZED_NAME|UNSUPPORTED_EXTENSION|CERTIFICATE_UNOBTAINABLE|BAD_CERTIFICATE)/,
  },
  not_tls: {
    meaning: 'the server on this port does not speak TLS',
    advice: 'Check that the port is right: another service listens there, or it serves plain HTTP.',
    pattern: /WRONG_VERSION_NUMBER|HTTP_REQUEST|HTTPS_PROXY_REQUEST|(PACKET|DATA)_LENGTH_TOO_LONG|RECORD_TOO_SMALL/,
  },
  no_certificate: {
    meaning: 'the server sent no certificate in the handshake',
    advice: 'Something else answers there: kube-apiserver always shows a certificate.',
    pattern: /PEER_DID_NOT_RETURN_A_CERTIFICATE|NO_CERTIFICATES_RETURNED/,
  },
  certificate_too_large: {
    meaning: 'a served certificate, or the whole chain, is larger than the limit',
    advice: 'Check what is served: openssl s_client -connect ADDRESS -showcerts.',
    pattern: /EXCESSIVE_MESSAGE_SIZE|EXCESS_MESSAGE_SIZE/,
  },
  certificate_too_costly: {
    meaning:
      'the served chain has so many names, constraints, certificates or long keys that verifying it would hold up everything else, so none of it is shown',
    advice:
      'No API server needs such a chain, and Go clients refuse most of them: something else answers there. See what is served: openssl s_client -connect ADDRESS -showcerts.',
    pattern: /CHAIN_TOO_COSTLY/,
  },
  certificate_malformed: {
    meaning: 'a served certificate cannot be decoded',
    advice:
      'Check what is served: openssl s_client -connect ADDRESS -showcerts. If clients fail on this certificate as well, issue a new one.',
    // For a fault inside the DER, only the error's text names the part of OpenSSL that found it.
    pattern:
      /ERR_OSSL_(ASN1|X509|EVP|RSA|EC)_|CERT_LENGTH_MISMATCH|UNABLE_TO_FIND_PUBLIC_KEY|SSL_ASN1|X509_LIB|UNKNOWN_CERTIFICATE_TYPE|:asn1 encoding routines:/,
  },
  http_timeout: {
    meaning: 'TLS works, but no HTTP answer came within the deadline',
    advice: 'The process hangs or lacks CPU or memory: check the load and memory of the node, and check etcd.',
    elsewhere: 'The process hangs or lacks CPU or memory: check the load and memory of the node.',
  },
  overloaded: {
    meaning: 'the server is overloaded and refuses requests for now',
    advice:
      'API priority and fairness refuses our requests, or too many requests run at once. With a login: kubectl get --raw /debug/api_priority_and_fairness/dump_priority_levels shows which level is full. Find the client that asks so much, in the audit log or in apiserver_flowcontrol_rejected_requests_total.',
  },
  not_ready: {
    meaning: 'the server is not ready: it starts or shuts down, or a proxy has no server behind it that is ready',
    advice:
      'If it stays so for minutes, find the check that fails: kubectl get --raw "/readyz?verbose". Then read the log of kube-apiserver, and check etcd. Behind a proxy, probe the instance at its own address.',
    elsewhere:
      'If it stays so for minutes, find the check of its /readyz?verbose that fails, and read the log of kube-apiserver.',
  },
  http_status: {
    meaning: 'an HTTP status that an API server does not return here',
    advice: 'Check the answer: curl -k https://ADDRESS/version.',
  },
  http_malformed: {
    meaning: 'an HTTP answer that is not what an API server returns',
    advice: 'Check the answer: curl -k https://ADDRESS/version. A proxy may be in front of the API server.',
    pattern: /^HPE_/,
  },
  too_many_open_files: {
    meaning: 'the exporter itself ran out of file descriptors: raise its limit (ulimit -n, LimitNOFILE)',
    advice: 'On this host, run ulimit -n 65536 before you start the exporter, or set LimitNOFILE= of its service.',
    pattern: /^(EMFILE|ENFILE|ENOBUFS)\b/,
  },
  internal: {
    meaning: 'a fault of the exporter itself: please report it with the log line',
    advice: 'This is a fault of the exporter, not of the endpoint. Please report it.',
  },
} as const satisfies Record<string, ReasonEntry>;

export interface ReasonEntry {
  readonly meaning: string;
  readonly advice: string;
  /** The advice about another server, where it differs in more than the name kube-apiserver, which stands for any server. */
  readonly elsewhere?: string;
  readonly pattern?: RegExp;
}

export type Reason = keyof typeof reasons;

export const reasonNames = Object.keys(reasons) as readonly Reason[];
