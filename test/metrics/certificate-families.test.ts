import t from 'tap';
import type { Report } from '../../src/probe/report.js';
import { certificate, down, loopback, report, trusted, untrusted } from '../fixtures/report.js';
import { exposition } from './exposition-of.js';

const serving = certificate({ notBefore: 1_700_000_000, notAfter: 1_731_536_000 });
const intermediate = certificate({ notAfter: 1_720_000_000, notBefore: 1_600_000_000 });
const seen = report({
  serving: [serving, intermediate],
  loopback: loopback({
    notBefore: 1_652_176_693,
    notAfter: 1_683_712_693,
    subjectCommonName: 'apiserver-loopback-client@1652180293',
    issuerCommonName: 'apiserver-loopback-client-ca@1652180293',
    serialNumber: '02',
    fingerprintSha256: 'cd'.repeat(32),
  }),
});
const other = down({ address: '10.225.4.52:6443' });

void t.test('not after', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_certificate_not_after_timestamp_seconds', seen, other),
    `
# HELP apiserver_endpoint_certificate_not_after_timestamp_seconds Unix time after which the certificate is expired (leaf).
# TYPE apiserver_endpoint_certificate_not_after_timestamp_seconds gauge
apiserver_endpoint_certificate_not_after_timestamp_seconds{target="prod",address="10.225.4.51:6443",certificate="serving"} 1731536000
apiserver_endpoint_certificate_not_after_timestamp_seconds{target="prod",address="10.225.4.51:6443",certificate="loopback"} 1683712693
`,
  );
});

void t.test('not before', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_certificate_not_before_timestamp_seconds', seen, other),
    `
# HELP apiserver_endpoint_certificate_not_before_timestamp_seconds Unix time from which the certificate is valid (leaf).
# TYPE apiserver_endpoint_certificate_not_before_timestamp_seconds gauge
apiserver_endpoint_certificate_not_before_timestamp_seconds{target="prod",address="10.225.4.51:6443",certificate="serving"} 1700000000
apiserver_endpoint_certificate_not_before_timestamp_seconds{target="prod",address="10.225.4.51:6443",certificate="loopback"} 1652176693
`,
  );
});

void t.test('the earliest end in the chain', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_certificate_chain_not_after_timestamp_seconds', seen, other),
    `
# HELP apiserver_endpoint_certificate_chain_not_after_timestamp_seconds Earliest unix time after which a certificate of the served chain is expired.
# TYPE apiserver_endpoint_certificate_chain_not_after_timestamp_seconds gauge
apiserver_endpoint_certificate_chain_not_after_timestamp_seconds{target="prod",address="10.225.4.51:6443",certificate="serving"} 1720000000
apiserver_endpoint_certificate_chain_not_after_timestamp_seconds{target="prod",address="10.225.4.51:6443",certificate="loopback"} 1683712693
`,
  );
});

void t.test('identity', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_certificate_info', seen, other),
    `
# HELP apiserver_endpoint_certificate_info Identity of the served certificate (leaf). It changes when the certificate is renewed. Always 1.
# TYPE apiserver_endpoint_certificate_info gauge
apiserver_endpoint_certificate_info{target="prod",address="10.225.4.51:6443",certificate="serving",subject_cn="kube-apiserver",issuer_cn="kubernetes",serial_number="0A",fingerprint_sha256="abababababababababababababababababababababababababababababababab",key_algorithm="RSA 2048",signature_algorithm="SHA256-RSA"} 1
apiserver_endpoint_certificate_info{target="prod",address="10.225.4.51:6443",certificate="loopback",subject_cn="apiserver-loopback-client@1652180293",issuer_cn="apiserver-loopback-client-ca@1652180293",serial_number="02",fingerprint_sha256="cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",key_algorithm="RSA 2048",signature_algorithm="SHA256-RSA"} 1
`,
  );
});

void t.test('trust, where there is a CA', async (t) => {
  const trust = (address: string, verdict: Report['trust']): Report => report({ address, trust: verdict });
  t.equal(
    await exposition(
      'apiserver_endpoint_certificate_trusted',
      trust('a:1', trusted()),
      trust('b:1', untrusted('UNABLE_TO_VERIFY_LEAF_SIGNATURE')),
      trust('c:1', { state: 'unknown', refusal: undefined }),
    ),
    `
# HELP apiserver_endpoint_certificate_trusted Whether the serving certificate chains to the target's CA. Names and dates do not count. Absent without a CA.
# TYPE apiserver_endpoint_certificate_trusted gauge
apiserver_endpoint_certificate_trusted{target="prod",address="a:1",certificate="serving"} 1
apiserver_endpoint_certificate_trusted{target="prod",address="b:1",certificate="serving"} 0
`,
  );
});

const loopbacks = [
  report({ address: 'found:1', loopback: { ...found(), processes: 3 } }),
  report({ address: 'not_served:1', loopback: { state: 'not_served' } }),
  report({ address: 'k3s:1', loopback: { state: 'not_asked', because: 'dynamiclistener' } }),
  report({ address: 'disabled:1', loopback: { state: 'not_asked', because: 'disabled' } }),
  report({ address: 'down:1', loopback: { state: 'not_asked', because: 'no_serving_handshake' } }),
  report({ address: 'failed:1', loopback: { state: 'failed' } }),
];

function found(): Extract<Report['loopback'], { state: 'found' }> {
  return { state: 'found', chain: [certificate()], startedAt: 1_652_180_293, processes: 1 };
}

void t.test('whether there is a loopback certificate: absent where that is unknown', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_loopback_certificate_found', ...loopbacks),
    `
# HELP apiserver_endpoint_loopback_certificate_found Whether the endpoint shows the loopback certificate of a kube-apiserver. Absent where that is not known: its probe is switched off, or a handshake failed.
# TYPE apiserver_endpoint_loopback_certificate_found gauge
apiserver_endpoint_loopback_certificate_found{target="prod",address="found:1"} 1
apiserver_endpoint_loopback_certificate_found{target="prod",address="not_served:1"} 0
apiserver_endpoint_loopback_certificate_found{target="prod",address="k3s:1"} 0
`,
  );
});

void t.test('processes behind the address', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_processes', ...loopbacks),
    `
# HELP apiserver_endpoint_processes Number of processes that answered at this address, counted by their loopback certificates. The setting loopbackLooks says how often the certificate is probed.
# TYPE apiserver_endpoint_processes gauge
apiserver_endpoint_processes{target="prod",address="found:1"} 3
`,
  );
});
