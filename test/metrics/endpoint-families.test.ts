import t from 'tap';
import { certificateFamilies } from '../../src/metrics/certificate-families.js';
import { healthFamilies } from '../../src/metrics/health-families.js';
import { nameFamilies } from '../../src/metrics/name-families.js';
import { endpointFamilies } from '../../src/metrics/endpoint-families.js';
import type { Report } from '../../src/probe/report.js';
import { informers, otherServer } from '../fixtures/other-server.js';
import { certificate, down, httpEvidence, report } from '../fixtures/report.js';
import { exposition } from './exposition-of.js';

const other = down({ address: '10.225.4.52:6443' });
const found: Extract<Report['loopback'], { state: 'found' }> = {
  state: 'found',
  chain: [certificate()],
  startedAt: 1_652_180_293,
  processes: [],
};
const http = httpEvidence({ gitVersion: 'v1.36.1' });

void t.test('up', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_up', report(), other),
    `
# HELP apiserver_endpoint_up Whether a TLS handshake showed a serving certificate.
# TYPE apiserver_endpoint_up gauge
apiserver_endpoint_up{target="prod",address="10.225.4.51:6443"} 1
apiserver_endpoint_up{target="prod",address="10.225.4.52:6443"} 0
`,
  );
});

void t.test('why probes fail, while they do', async (t) => {
  const failing = report({
    failures: [
      { probe: 'serving', reason: 'client_certificate_required' },
      { probe: 'loopback', reason: 'reset' },
    ],
  });
  t.equal(
    await exposition('apiserver_endpoint_probe_failed', failing, other, report({ address: 'healthy:1' })),
    `
# HELP apiserver_endpoint_probe_failed Why a probe of the endpoint fails. Present only while it fails, and then always 1.
# TYPE apiserver_endpoint_probe_failed gauge
apiserver_endpoint_probe_failed{target="prod",address="10.225.4.51:6443",probe="serving",reason="client_certificate_required"} 1
apiserver_endpoint_probe_failed{target="prod",address="10.225.4.51:6443",probe="loopback",reason="reset"} 1
apiserver_endpoint_probe_failed{target="prod",address="10.225.4.52:6443",probe="serving",reason="refused"} 1
`,
  );
});

void t.test('where clients verify nothing', async (t) => {
  const text = await exposition(
    'apiserver_endpoint_unverified',
    report(),
    report({ address: 'a:1', isVerified: false }),
  );
  t.match(text, /^apiserver_endpoint_unverified\{target="prod",address="a:1"\} 1$/m);
  t.equal(text.match(/^apiserver/gm)?.length, 1);
});

void t.test('phases, in their order, where they happened', async (t) => {
  const phases = { http: 0.5, names: 0.004, loopback: 0.003, tls: 0.002, connect: 0.001, resolve: 0 };
  t.equal(
    await exposition('apiserver_endpoint_probe_duration_seconds', report({ phases }), other),
    `
# HELP apiserver_endpoint_probe_duration_seconds Seconds that each phase of the last probe took.
# TYPE apiserver_endpoint_probe_duration_seconds gauge
apiserver_endpoint_probe_duration_seconds{target="prod",address="10.225.4.51:6443",phase="resolve"} 0
apiserver_endpoint_probe_duration_seconds{target="prod",address="10.225.4.51:6443",phase="connect"} 0.001
apiserver_endpoint_probe_duration_seconds{target="prod",address="10.225.4.51:6443",phase="tls"} 0.002
apiserver_endpoint_probe_duration_seconds{target="prod",address="10.225.4.51:6443",phase="loopback"} 0.003
apiserver_endpoint_probe_duration_seconds{target="prod",address="10.225.4.51:6443",phase="names"} 0.004
apiserver_endpoint_probe_duration_seconds{target="prod",address="10.225.4.51:6443",phase="http"} 0.5
`,
  );
});

void t.test('start of the process, from each source that reports it', async (t) => {
  t.equal(
    await exposition(
      'apiserver_endpoint_process_start_time_seconds',
      report({ address: 'both:1', loopback: found, http: { ...http, startedAt: 1_652_180_292.83 } }),
      report({ address: 'loopback:1', loopback: found, http }),
      report({
        address: 'metrics:1',
        loopback: { state: 'not_served', because: 'serving_certificate' },
        http: { ...http, startedAt: 17 },
      }),
      report({ address: 'contradicting:1', loopback: { ...found, startedAt: undefined } }),
      other,
    ),
    `
# HELP apiserver_endpoint_process_start_time_seconds Unix time at which the process started. Source loopback: from the CN of its loopback certificate. Source metrics: from its own /metrics.
# TYPE apiserver_endpoint_process_start_time_seconds gauge
apiserver_endpoint_process_start_time_seconds{target="prod",address="both:1",source="loopback"} 1652180293
apiserver_endpoint_process_start_time_seconds{target="prod",address="both:1",source="metrics"} 1652180292.83
apiserver_endpoint_process_start_time_seconds{target="prod",address="loopback:1",source="loopback"} 1652180293
apiserver_endpoint_process_start_time_seconds{target="prod",address="metrics:1",source="metrics"} 17
`,
  );
});

void t.test('uptime, from the best source, never negative', async (t) => {
  const observedAt = 1_652_180_300;
  t.equal(
    await exposition(
      'apiserver_endpoint_process_uptime_seconds',
      report({ address: 'both:1', observedAt, loopback: found, http: { ...http, startedAt: 1_652_180_292.5 } }),
      report({ address: 'loopback:1', observedAt, loopback: found }),
      report({ address: 'skewed:1', observedAt: 1_652_180_290, loopback: found }),
      other,
    ),
    `
# HELP apiserver_endpoint_process_uptime_seconds Seconds for which the process has been running. Uses the start time of its own /metrics where that is known, else that of its loopback certificate.
# TYPE apiserver_endpoint_process_uptime_seconds gauge
apiserver_endpoint_process_uptime_seconds{target="prod",address="both:1"} 7.5
apiserver_endpoint_process_uptime_seconds{target="prod",address="loopback:1"} 7
apiserver_endpoint_process_uptime_seconds{target="prod",address="skewed:1"} 0
`,
  );
});

void t.test('version of Kubernetes', async (t) => {
  t.equal(
    await exposition(
      'apiserver_endpoint_kubernetes_version_info',
      report({ http }),
      report({ address: 'silent:1', http: { ...http, gitVersion: undefined } }),
      other,
    ),
    `
# HELP apiserver_endpoint_kubernetes_version_info Kubernetes version, from /version. Always 1.
# TYPE apiserver_endpoint_kubernetes_version_info gauge
apiserver_endpoint_kubernetes_version_info{target="prod",address="10.225.4.51:6443",git_version="v1.36.1"} 1
`,
  );
});

void t.test('each family once, those of certificates, names and health among them', (t) => {
  const names = endpointFamilies.map(({ name }) => name);
  t.equal(new Set(names).size, names.length);
  for (const { name } of [...certificateFamilies, ...nameFamilies, ...healthFamilies]) t.ok(names.includes(name), name);
  for (const name of names) t.match(name, /^apiserver_endpoint_[a-z0-9_]+$/);
  t.end();
});

void t.test('which kind of server answers, where something shows it', async (t) => {
  const name = 'apiserver_endpoint_server_info';
  const text = await exposition(
    name,
    report({ address: 'unknown:1' }),
    otherServer({ address: 'metrics:1' }),
    otherServer({ address: 'sample:1' }, informers),
    report({ address: 'keda:1', kind: 'aggregated' }),
  );
  t.match(text, '\n' + name + '{target="prod",address="metrics:1",kind="metrics-server",loopback_end="harmless"} 1\n');
  t.match(text, '\n' + name + '{target="prod",address="sample:1",kind="aggregated",loopback_end="breaks"} 1\n');
  t.match(text, '\n' + name + '{target="prod",address="keda:1",kind="aggregated",loopback_end="may_break"} 1\n');
  t.notMatch(text, 'unknown:1');
});
