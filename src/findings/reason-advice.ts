import type { Reason } from '../probe/reason.js';

/** What to do about each reason of a failure; what it means stands with the reason itself. */
export const reasonAdvice: Readonly<Record<Reason, string>> = {
  dns: 'Check the spelling, and what the resolver of this host says: getent ahosts NAME.',
  refused:
    'Is it the right port? On the node: crictl ps -a --name kube-apiserver, then crictl logs of it; journalctl -u kubelet.',
  unreachable: 'Check routes and firewalls between this host and the node: ip route get IP.',
  connect_timeout: 'Is the node up? Check firewalls and security groups for this port between this host and the node.',
  tls_timeout:
    'The process hangs or is starved (look at the load and memory of the node), or a load balancer has no backend that answers; or give it longer.',
  closed:
    'A load balancer without a healthy backend does this, and a server that is shutting down: go to the instance itself.',
  reset: 'A load balancer without a healthy backend does this, and some firewalls: go to the instance itself.',
  client_certificate_required:
    'kube-apiserver asks for client certificates and never demands them: a proxy stands in front. Go to the instance itself.',
  protocol_version:
    'kube-apiserver has spoken TLS 1.2 for many years: something else answers, or a proxy stands in front.',
  handshake:
    'Compare --tls-cipher-suites of kube-apiserver with what this host offers: openssl s_client -connect ADDRESS.',
  tls_alert: "The log of kube-apiserver says why: look for 'TLS handshake error'.",
  not_tls: 'Is it the right port? Something else listens there, or plain HTTP.',
  no_certificate: 'Something else answers there: kube-apiserver always shows a certificate.',
  certificate_too_large: 'Look at what is served: openssl s_client -connect ADDRESS -showcerts.',
  certificate_malformed:
    'Look at what is served: openssl s_client -connect ADDRESS -showcerts. Issue the certificate anew when clients stumble over it as well.',
  http_timeout: 'The process hangs or is starved: look at the load and memory of the node, and at etcd.',
  http_status: 'Look at the answer: curl -k https://ADDRESS/version.',
  http_malformed: 'Look at the answer: curl -k https://ADDRESS/version. A proxy may stand in front.',
  too_many_open_files: 'On this host: ulimit -n 65536, or LimitNOFILE= of the service.',
  internal: 'A fault of this program, not of the endpoint: please report it.',
};
