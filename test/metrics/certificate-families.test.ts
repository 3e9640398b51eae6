import t from 'tap';
import {
  certificate,
  day,
  down,
  loopback,
  nameVerdict,
  notFor,
  now,
  processes,
  report,
  trusted,
} from '../fixtures/report.js';
import { refusal } from '../../src/x509/go-refusal.js';
import { parseExposition } from '../fixtures/exposition.js';
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
# HELP apiserver_endpoint_certificate_chain_not_after_timestamp_seconds Earliest unix time after which a certificate of the served chain is expired, also one that no client needs.
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

const trustRefusal = refusal('unknown_authority', 'x509: certificate signed by unknown authority');
const trusts = [
  report({
    address: 'a:1',
    trust: trusted({ until: 1_710_000_000 }),
    names: [
      nameVerdict({ name: 'a', shown: [certificate()], verdict: { accepted: true, until: 1_700_000_000, paths: [] } }),
      nameVerdict({ name: 'b', shown: [certificate()], verdict: notFor('b') }),
      nameVerdict({ name: 'c' }),
    ],
  }),
  report({ address: 'b:1', trust: { state: 'untrusted', refusal: trustRefusal } }),
  report({ address: 'c:1', trust: { state: 'unknown', refusal: undefined } }),
  report({
    address: 'd:1',
    trust: { state: 'unknown', refusal: refusal('malformed', 'x509: negative serial number') },
  }),
];

void t.test('trust, where there is a CA', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_certificate_trusted', ...trusts),
    `
# HELP apiserver_endpoint_certificate_trusted Whether a path from the serving certificate to the target's CA holds now, by the rules of Go's crypto/x509. Names and the certificate's own dates do not count. Absent without a CA.
# TYPE apiserver_endpoint_certificate_trusted gauge
apiserver_endpoint_certificate_trusted{target="prod",address="a:1",certificate="serving"} 1
apiserver_endpoint_certificate_trusted{target="prod",address="b:1",certificate="serving"} 0
`,
  );
});

void t.test('the end of trust, while there is trust', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_trust_not_after_timestamp_seconds', ...trusts),
    `
# HELP apiserver_endpoint_trust_not_after_timestamp_seconds Unix time after which no path from the serving certificate to the target's CA holds, because a certificate of the best path has expired by then: the serving certificate, an intermediate, or the CA. Absent without a CA, and while there is no path. With the label name: of another certificate that this name is shown.
# TYPE apiserver_endpoint_trust_not_after_timestamp_seconds gauge
apiserver_endpoint_trust_not_after_timestamp_seconds{target="prod",address="a:1"} 1710000000
apiserver_endpoint_trust_not_after_timestamp_seconds{target="prod",address="a:1",name="a"} 1700000000
`,
  );
});

void t.test('only the certificate of a name that is shown another one has the label `name`', async (t) => {
  const other = certificate({ notBefore: 5, notAfter: 9, serialNumber: '0B', fingerprintSha256: 'ef'.repeat(32) });
  const ca = certificate({ notAfter: 8 });
  const names = [nameVerdict({ name: 'api.example', shown: [other, ca] }), nameVerdict({ name: 'kubernetes' })];
  const samplesOf = async (metric: string) =>
    parseExposition(await exposition(`apiserver_endpoint_certificate_${metric}`, report({ names })));
  for (const [metric, value] of [
    ['not_before_timestamp_seconds', 5],
    ['not_after_timestamp_seconds', 9],
    ['chain_not_after_timestamp_seconds', 8],
    ['info', 1],
  ] as const) {
    const samples = await samplesOf(metric);
    t.same(
      samples.map(({ labels }) => [labels['certificate'], labels['name']].join(' ')),
      ['serving ', 'loopback ', 'name api.example'],
    );
    t.equal(samples[2]?.value, value, metric);
  }
  t.equal((await samplesOf('info'))[2]?.labels['fingerprint_sha256'], other.fingerprintSha256);
});

const loopbacks = [
  report({ address: 'found:1', loopback: processes(now + day, now + 2 * day, now + 3 * day) }),
  report({ address: 'not_served:1', loopback: { state: 'not_served', because: 'serving_certificate' } }),
  report({ address: 'k3s:1', loopback: { state: 'not_asked', because: 'dynamiclistener' } }),
  report({ address: 'disabled:1', loopback: { state: 'not_asked', because: 'disabled' } }),
  report({ address: 'down:1', loopback: { state: 'not_asked', because: 'no_serving_handshake' } }),
  report({ address: 'failed:1', loopback: { state: 'failed' } }),
];

void t.test('whether there is a loopback certificate: absent where that is unknown', async (t) => {
  t.equal(
    await exposition('apiserver_endpoint_loopback_certificate_found', ...loopbacks),
    `
# HELP apiserver_endpoint_loopback_certificate_found Whether the endpoint shows the loopback certificate of a kube-apiserver. 0 where a front does not let its SNI through. Absent where that is not known: its probe is switched off, or a handshake failed.
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
# HELP apiserver_endpoint_processes Number of processes that answered at this address, counted by their loopback certificates. The setting loopbackLooks says how often the address is probed at each scrape; where processes take turns, those of the last ten minutes count.
# TYPE apiserver_endpoint_processes gauge
apiserver_endpoint_processes{target="prod",address="found:1"} 3
`,
  );
});
