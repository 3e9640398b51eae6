import t from 'tap';
import { httpEvidence, down, report } from '../fixtures/report.js';
import { exposition } from './exposition-of.js';

const [ping, etcd, loopback] = ['ping', 'etcd', 'loopback-serving-certificate'] as const;
const passing = (...checks: readonly string[]) => checks.map((check) => ({ check, healthy: true }));
const failing = (...checks: readonly string[]) => checks.map((check) => ({ check, healthy: false }));

/** An endpoint without HTTP, one that shows no checks, and three that do. */
const reports = [
  down({ address: 'down:1' }),
  report({ address: 'closed:1', http: httpEvidence({ health: [] }) }),
  report({ address: 'older:1', http: httpEvidence({ health: passing(ping, etcd) }) }),
  report({ address: 'well:1', http: httpEvidence({ health: passing(ping, etcd, loopback) }) }),
  report({ address: 'ill:1', http: httpEvidence({ health: [...passing(ping), ...failing(etcd, loopback)] }) }),
];

void t.test('how many checks pass and fail', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_health_checks', ...reports),
    `
# HELP apiserver_endpoint_health_checks Number of checks of /livez?verbose that pass, and that fail; of /healthz?verbose where there is no /livez. Absent where the server does not let us see them.
# TYPE apiserver_endpoint_health_checks gauge
apiserver_endpoint_health_checks{target="prod",address="older:1",result="pass"} 2
apiserver_endpoint_health_checks{target="prod",address="older:1",result="fail"} 0
apiserver_endpoint_health_checks{target="prod",address="well:1",result="pass"} 3
apiserver_endpoint_health_checks{target="prod",address="well:1",result="fail"} 0
apiserver_endpoint_health_checks{target="prod",address="ill:1",result="pass"} 1
apiserver_endpoint_health_checks{target="prod",address="ill:1",result="fail"} 2
`,
  );
});

void t.test('the checks that fail, and always that of the loopback certificate', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_health_check', ...reports),
    `
# HELP apiserver_endpoint_health_check A check that fails: present only while it fails, and then always 0. The check loopback-serving-certificate, of Kubernetes 1.36 and later, is always there: 1 while it passes.
# TYPE apiserver_endpoint_health_check gauge
apiserver_endpoint_health_check{target="prod",address="well:1",check="loopback-serving-certificate"} 1
apiserver_endpoint_health_check{target="prod",address="ill:1",check="etcd"} 0
apiserver_endpoint_health_check{target="prod",address="ill:1",check="loopback-serving-certificate"} 0
`,
  );
});
