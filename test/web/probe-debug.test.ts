import t from 'tap';
import { probeDebug } from '../../src/web/probe-debug.js';
import {
  certificate,
  down,
  httpEvidence,
  nameVerdict,
  now,
  report,
  target,
  trusted,
  uncoveredName,
  untrusted,
} from '../fixtures/report.js';

void t.test('each phase, and what the endpoint showed', (t) => {
  const seen = report({
    phases: { resolve: 0.00123, connect: 0.001, tls: 0.0042, loopback: 0.003, names: 0.002, http: 0.01 },
    trust: untrusted('x509: certificate signed by unknown authority'),
    names: [nameVerdict({ name: 'kubernetes' }), uncoveredName({ name: '10.220.70.56', role: 'instance' })],
    http: {
      gitVersion: 'v1.30.1',
      health: [
        { check: 'ping', healthy: true },
        { check: 'etcd', healthy: false },
      ],
      startedAt: now,
      clockSkew: -7.25,
    },
    failures: [{ probe: 'name', reason: 'tls_timeout' }],
  });
  t.equal(
    probeDebug({ ...target(seen), caSource: { kind: 'file', path: '/ca\n.crt' } }),
    `target prod
  endpoints: 1
  clients are taken to trust the CA in /ca\\u{a}.crt

10.225.4.51:6443, probed at 2026-11-21 12:00 UTC
  resolve:  0.0012 s
  connect:  0.0010 s
  tls:      0.0042 s
    TLSv1.3
    serves subject CN=kube-apiserver
      issuer CN=kubernetes
      valid from 2026-08-13 12:00 to 2027-08-13 12:00 UTC
      RSA 2048, signed with SHA256-RSA, SHA-256 ${'ab'.repeat(32)}
      SAN kubernetes
      SAN 10.96.0.1
      SAN 10.225.4.51
    trust: untrusted (x509: certificate signed by unknown authority)
  loopback: 0.0030 s
    serves subject CN=apiserver-loopback-client@1
      issuer CN=kubernetes
      valid from 2026-08-13 12:00 to 2027-08-13 12:00 UTC
      RSA 2048, signed with SHA256-RSA, SHA-256 ${'ab'.repeat(32)}
      the process started at 2026-08-13 13:00 UTC
    processes seen: 1
  names:    0.0020 s
    kubernetes (client): covered, accepted until 2027-08-13 12:00 UTC
    10.220.70.56 (instance): NOT covered, REFUSED: x509: certificate is valid for 10.96.0.1, 10.225.4.51, not 10.220.70.56
    failed: tls_timeout (TCP connected, but the TLS handshake did not end within the deadline)
  http:     0.0100 s
    version: v1.30.1
    health checks: 2, failing: etcd
    the process reports that it started at 2026-11-21 12:00 UTC
    its clock is 7.3 s behind the clock of this host
`,
  );
  t.end();
});

void t.test('failed and skipped phases', (t) => {
  const whole = {
    ...target(
      down({ address: 'a:6443', failures: [{ probe: 'resolve', reason: 'dns' }] }),
      down({ phases: { connect: 5 } }),
    ),
    ...{ discovered: false, insecure: true, notes: ['the API did not answer'] },
    target: { name: 'prod', labels: { env: 'test' } },
  };
  t.equal(
    probeDebug(whole),
    `target prod
  label env=test
  endpoints: possibly incomplete or outdated: 2
  its kubeconfig switches off verification
  note: the API did not answer

a:6443, probed at 2026-11-21 12:00 UTC
  resolve:
    failed: dns (the host name has no address (of the addressFamily, if that is set), or the resolver did not answer in time)
  loopback:
    not probed: no_serving_handshake

10.225.4.51:6443, probed at 2026-11-21 12:00 UTC
  connect:  5.0000 s
  tls:
    failed: refused (nothing listens on this port)
  loopback:
    not probed: no_serving_handshake
`,
  );
  t.end();
});

void t.test('other results of a probe', (t) => {
  const http = httpEvidence({ startedAt: now - 0.5 });
  const text = probeDebug(
    target(
      report({
        loopback: { state: 'not_served', because: 'serving_certificate' },
        http,
        tlsVersion: undefined,
        serving: [certificate(), certificate()],
      }),
      report({ loopback: { state: 'failed' }, failures: [{ probe: 'loopback', reason: 'reset' }] }),
    ),
  );
  for (const line of [
    'not served: its SNI is answered with the serving certificate',
    'with subject CN=kube-apiserver',
    'version: unknown',
    'health checks: unknown',
    'it started at 2026-11-21 11:59 UTC',
    'failed: reset',
    'trust: unknown',
  ])
    t.match(text, new RegExp(line), line);
  t.end();
});

void t.test('what is not reachable here', (t) => {
  const notHere = { name: 'a', role: 'client', because: 'closed', shown: undefined } as const;
  const text = probeDebug(
    target(report({ loopback: { state: 'not_served', because: 'tls_alert' }, namesNotHere: [notHere] })),
  );
  t.match(text, '    not reachable here: its SNI is refused: tls_alert');
  t.match(text, '    a (client): not reachable here: its SNI is refused: closed');
  t.end();
});

void t.test('what clients decide', (t) => {
  const refusal = { accepted: false, reason: 'malformed', message: 'x509: negative serial number' } as const;
  const text = probeDebug(
    target(
      report({ trust: trusted({ spare: [certificate({ subject: 'CN=old', notAfter: now })] }) }),
      report({
        trust: { state: 'unknown', refusal },
        names: [
          nameVerdict({ name: 'a', verdict: undefined }),
          nameVerdict({ name: 'b', covered: undefined, verdict: refusal }),
          nameVerdict({ name: 'c', verdict: undefined, shown: [certificate()] }),
        ],
      }),
    ),
  );
  const lines = [
    '    trust: trusted until 2027-08-13 12:00 UTC\n      by CN=kubernetes, to 2036-08-10 12:00 UTC\n      not needed: CN=old, to 2026-11-21 12:00 UTC\n',
    '    trust: unknown (x509: negative serial number)\n',
    '    a (client): covered\n    b (client): unknown, REFUSED: x509: negative serial number\n',
    `    c (client): covered, by another certificate, SHA-256 ${'ab'.repeat(32)}\n`,
  ];
  for (const line of lines) t.ok(text.includes(line), line);
  t.end();
});

void t.test('a hostile certificate cannot add a line', (t) => {
  const hostile = certificate({
    subject: `CN=a\n10.0.0.1:6443, probed at\u202e\u001b[2J\ud800`,
    issuer: 'x'.repeat(100_000),
    dnsNames: Array.from({ length: 4000 }, (_, i) => `${i}.example`),
    otherNames: [{ type: 'uri', value: 'a' }],
  });
  const text = probeDebug(target(report({ serving: [hostile] })));
  t.match(text, 'CN=a\\u{a}10.0.0.1:6443, probed at\\u{202e}\\u{1b}[2J\ufffd\n');
  t.match(text, 'and 3953 more\n');
  t.ok(text.split('\n').every((line) => line.length <= 501));
  t.ok(text.isWellFormed());
  t.end();
});
