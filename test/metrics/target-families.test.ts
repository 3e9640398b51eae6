import t from 'tap';
import type { TargetReport } from '../../src/probe/report.js';
import { down, report, target } from '../fixtures/report.js';
import { expositionOf } from './exposition-of.js';

const unresolved = down({ address: 'gone.example:6443', failures: [{ probe: 'resolve', reason: 'dns' }] });
const silent = down({ address: '10.225.4.52:6443' });
const named = (name: string, labels: TargetReport['target']['labels'], base: TargetReport): TargetReport => ({
  ...base,
  target: { name, labels },
});
const targets = [
  named('whole', { region: 'eu' }, target(report(), silent)),
  named('part', {}, { ...target(report(), unresolved), discovered: false }),
  named('none', {}, { ...target(), discovered: false }),
];

void t.test('addresses found, also those that do not answer', async (t) => {
  t.equal(
    await expositionOf('apiserver_target_endpoints', targets),
    `
# HELP apiserver_target_endpoints Number of addresses (IP:port) that the target led to.
# TYPE apiserver_target_endpoints gauge
apiserver_target_endpoints{region="eu",target="whole"} 2
apiserver_target_endpoints{target="part"} 1
apiserver_target_endpoints{target="none"} 0
`,
  );
});

void t.test('whether all were found', async (t) => {
  t.equal(
    await expositionOf('apiserver_target_discovery_success', targets),
    `
# HELP apiserver_target_discovery_success Whether addresses were found for everything that the target names.
# TYPE apiserver_target_discovery_success gauge
apiserver_target_discovery_success{region="eu",target="whole"} 1
apiserver_target_discovery_success{target="part"} 0
apiserver_target_discovery_success{target="none"} 0
`,
  );
});
