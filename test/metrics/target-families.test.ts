import t from 'tap';
import type { TargetReport } from '../../src/probe/report.js';
import { authority, down, report, target } from '../fixtures/report.js';
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
# HELP apiserver_target_endpoints Number of addresses (IP:port) that the target led to. Absent for the entry of a fleet, which has none, and for a cluster of Cluster API that is being deleted.
# TYPE apiserver_target_endpoints gauge
apiserver_target_endpoints{region="eu",target="whole"} 2
apiserver_target_endpoints{target="part"} 1
apiserver_target_endpoints{target="none"} 0
`,
  );
});

void t.test('which kind of server it has', async (t) => {
  const aggregated: TargetReport = { ...target(), target: { name: 'apis', labels: {}, kind: 'aggregated' } };
  const text = await expositionOf('apiserver_target_server_info', [...targets, aggregated]);
  t.match(text, /\napiserver_target_server_info\{target="apis",kind="aggregated"\} 1\n$/);
  t.equal(text.match(/^apiserver/gm)?.length, 1);
});

void t.test('a fleet has targets and no addresses of its own', async (t) => {
  const fleet = named('west', { env: 'prod' }, { ...target(), fleet: { targets: 30 } });
  t.match(
    await expositionOf('apiserver_fleet_targets', [fleet, ...targets]),
    /gauge\napiserver_fleet_targets\{env="prod",target="west"\} 30\n$/,
  );
  t.notMatch(await expositionOf('apiserver_target_endpoints', [fleet, ...targets]), 'west');
  const idle = named('gone', {}, { ...target(), isIdle: true });
  t.notMatch(await expositionOf('apiserver_target_endpoints', [idle, ...targets]), 'gone');
  t.match(await expositionOf('apiserver_target_discovery_success', [fleet]), 'target="west"} 1');
});

void t.test('how many API servers there are, and how many there should be', async (t) => {
  const counted = named(
    'prod',
    {},
    {
      ...target(),
      instances: { listed: 2, expected: { count: 3, source: 'nodes' }, missing: [], cannotTell: undefined },
    },
  );
  t.match(
    await expositionOf('apiserver_target_instances', [counted, ...targets]),
    /gauge\napiserver_target_instances\{target="prod"\} 2\n$/,
  );
  t.match(
    await expositionOf('apiserver_target_expected_instances', [counted, ...targets]),
    /gauge\napiserver_target_expected_instances\{target="prod",source="nodes"\} 3\n$/,
  );
});

void t.test('whether all were found', async (t) => {
  t.equal(
    await expositionOf('apiserver_target_discovery_success', targets),
    `
# HELP apiserver_target_discovery_success Whether addresses were found for everything that the target names. For the entry of a fleet: whether its targets could be listed.
# TYPE apiserver_target_discovery_success gauge
apiserver_target_discovery_success{region="eu",target="whole"} 1
apiserver_target_discovery_success{target="part"} 0
apiserver_target_discovery_success{target="none"} 0
`,
  );
});

void t.test('whose CA it is, and whether its file can be used', async (t) => {
  const sources = [
    named('a', {}, { ...target(), caSource: { kind: 'file', path: '/a/ca.crt' } }),
    named('b', {}, { ...target(), caSource: { kind: 'file', path: `/${'b'.repeat(300)}`, problem: 'no such file' } }),
    named('c', {}, { ...target(), caSource: { kind: 'public', path: undefined } }),
    named('d', {}, target()),
  ];
  const info = await expositionOf('apiserver_target_ca_info', sources);
  t.match(info, '\napiserver_target_ca_info{target="a",source="file",path="/a/ca.crt"} 1\n');
  t.match(info, /target="b",source="file",path="\/b{237}…~[\w-]{16}"/);
  t.match(info, '\napiserver_target_ca_info{target="c",source="public",path=""} 1\n');
  t.notMatch(info, 'target="d"');
  const success = await expositionOf('apiserver_target_ca_read_success', sources);
  t.same(success.split('\n').slice(3, -1), [
    'apiserver_target_ca_read_success{target="a"} 1',
    'apiserver_target_ca_read_success{target="b"} 0',
  ]);
});

void t.test('each certificate of the CA, also where two have one name and one serial number', async (t) => {
  const old = authority({ notAfter: 1_800_000_000 });
  const renewed = authority({ notAfter: 2_100_000_000, fingerprintSha256: 'cb'.repeat(32) });
  t.equal(
    await expositionOf('apiserver_target_ca_not_after_timestamp_seconds', [{ ...target(), ca: [old, renewed, old] }]),
    `
# HELP apiserver_target_ca_not_after_timestamp_seconds Unix time after which a certificate of the target's CA is expired. CAs of one name, old and new, differ in the fingerprint.
# TYPE apiserver_target_ca_not_after_timestamp_seconds gauge
apiserver_target_ca_not_after_timestamp_seconds{target="prod",subject_cn="kubernetes",serial_number="00",fingerprint_sha256="${'ca'.repeat(32)}"} 1800000000
apiserver_target_ca_not_after_timestamp_seconds{target="prod",subject_cn="kubernetes",serial_number="00",fingerprint_sha256="${'cb'.repeat(32)}"} 2100000000
`,
  );
});
