import t from 'tap';
import type { Report } from '../../../src/probe/report.js';
import { markupOf } from '../../../src/web/page/html.js';
import { endpointCard } from '../../../src/web/status/endpoint-card.js';
import {
  down,
  httpEvidence,
  nameVerdict,
  now,
  report,
  trusted,
  uncoveredName,
  untrusted,
} from '../../fixtures/report.js';
import { endpointOf } from './endpoint-fixture.js';

const card = (seen: Report): string => markupOf(endpointCard(endpointOf(seen), now));

void t.test('a healthy endpoint', (t) => {
  const shown = card(
    report({
      names: [nameVerdict({ name: 'api.example' })],
      phases: { connect: 0.0012, tls: 0.0134 },
      trust: trusted(),
      http: {
        gitVersion: 'v1.33.2',
        health: [{ check: 'ping', healthy: true }],
        startedAt: now - 3600,
        clockSkew: undefined,
      },
    }),
  );
  const parts = [
    '<article class="endpoint info">',
    '<code>10.225.4.51:6443</code></h4>',
    '<strong>1h 0m</strong><small>since 2026-11-21 11:00 UTC</small>',
    '>1 of 1</strong></dd>',
    '<li>TCP connection 1.2 ms</li><li>TLS handshake 13.4 ms</li>',
    "<dd>clients of the target's CA accept it until 2027-08-13 12:00 UTC</dd>",
    '<dd>TLSv1.3</dd>',
    '<dd>v1.33.2</dd>',
    'all 1 health checks pass',
    '<h5>Serving certificate</h5>',
    '<h5>Loopback certificate</h5>',
    '<a href="probe?target=prod&amp;address=10.225.4.51%3A6443"',
  ];
  for (const part of parts) t.ok(shown.includes(part), part);
  t.notMatch(shown, 'class="failures"');
  t.end();
});

void t.test('an endpoint that shows nothing says why', (t) => {
  const shown = card(down());
  t.match(shown, '<article class="endpoint unknown">');
  t.match(shown, '<li><strong>Serving certificate:</strong> nothing listens on this port <code>refused</code></li>');
  for (const part of ['>not known<', '>none checked<', 'nothing was measured', '<dd>not known</dd>']) {
    t.ok(shown.includes(part), part);
  }
  t.notMatch(shown, '<h5>Serving certificate</h5>');
  t.notMatch(shown, '<h5>Loopback certificate</h5>');
  t.end();
});

void t.test('missing names, failed trust and failed health checks', (t) => {
  const names = ['a', 'b', 'c', 'd', 'e'].map((name) => (name === 'e' ? nameVerdict : uncoveredName)({ name }));
  const shown = card(
    report({
      names,
      trust: untrusted('x509: <unknown> authority'),
      http: {
        gitVersion: undefined,
        health: [
          { check: 'ping', healthy: true },
          { check: 'etcd', healthy: false },
        ],
        startedAt: undefined,
        clockSkew: undefined,
      },
    }),
  );
  t.match(
    shown,
    '<strong class="critical">1 of 5</strong><small>not <code>a</code>, <code>b</code>, <code>c</code> and 1 more',
  );
  t.match(shown, "refused by clients of the target's CA: <code>x509: &lt;unknown&gt; authority</code>");
  t.match(shown, '1 of 2 health checks fail:</span> <code>etcd</code>');
  t.match(shown, '<dt>Kubernetes</dt><dd>not known</dd>');
  t.match(card(report({ names: names.slice(3) })), '<small>not <code>d</code></small>');
  t.end();
});

void t.test('a chain that clients refuse whatever their CA', (t) => {
  const refusal = { accepted: false, reason: 'malformed', message: 'x509: negative serial number' } as const;
  const names = [nameVerdict({ covered: undefined, verdict: refusal })];
  const shown = card(down({ trust: { state: 'unknown', refusal }, names, failures: [] }));
  t.match(shown, 'refused whatever the CA: <code>x509: negative serial number</code>');
  t.match(shown, '<strong class="critical">0 of 1</strong>');
  t.end();
});

void t.test('data from an endpoint is shown as text', (t) => {
  const gitVersion = `<b>"\u202e${'x'.repeat(1000)}`;
  const shown = card(report({ http: httpEvidence({ gitVersion }) }));
  t.match(shown, /&lt;b&gt;&quot;\\u\{202e\}x{10,80}…/);
  t.end();
});
