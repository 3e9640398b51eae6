import t from 'tap';
import { type FileReport, failed } from '../../src/files/file-report.js';
import type { FileEvidence } from '../../src/files/serving-file.js';
import { render } from '../../src/metrics/render.js';
import { certificate, now, target } from '../fixtures/report.js';
import { wholeText } from '../fixtures/whole-text.js';

const path = '/etc/kubernetes/pki/apiserver.crt';
const conf = '/etc/kubernetes/admin.conf';
const bundle: FileReport = {
  path,
  outcome: { state: 'read' },
  certificates: [
    { label: '1', certificate: certificate({ notAfter: now + 1 }), renewalShare: 0.4 },
    { label: '2', certificate: certificate({ subjectCommonName: 'a"\n\u0007', notBefore: now - 1 }) },
  ],
};

async function rendered(evidence: Partial<FileEvidence>): Promise<readonly string[]> {
  const { body } = await wholeText(render([], [], 'text', { files: [], serving: [], ...evidence }));
  return body.split('\n').filter((line) => /^apiserver_(file|endpoint_serving_file)/.test(line));
}

void t.test('each certificate of each file, and whether it could be read', async (t) => {
  const admin = { label: 'kubernetes-admin', certificate: certificate() };
  const files: readonly FileReport[] = [
    bundle,
    { path: conf, outcome: failed('half_written'), certificates: [admin] },
    { path: '/a.key', outcome: { state: 'skipped', because: 'key' }, certificates: [] },
    { path: '/b"\u202e.crt', outcome: failed('missing'), certificates: [] },
  ];
  const identity = (cn: string) =>
    `subject_cn="${cn}",issuer_cn="kubernetes",serial_number="0A",fingerprint_sha256="${'ab'.repeat(32)}",key_algorithm="RSA 2048",signature_algorithm="SHA256-RSA"`;
  const info = 'apiserver_file_certificate_info';
  const after = 'apiserver_file_certificate_not_after_timestamp_seconds';
  const before = 'apiserver_file_certificate_not_before_timestamp_seconds';
  t.same(await rendered({ files }), [
    `${after}{path="${path}",certificate="1"} ${now + 1}`,
    `${after}{path="${path}",certificate="2"} ${certificate().notAfter}`,
    `${after}{path="${conf}",certificate="kubernetes-admin"} ${certificate().notAfter}`,
    `${before}{path="${path}",certificate="1"} ${certificate().notBefore}`,
    `${before}{path="${path}",certificate="2"} ${now - 1}`,
    `${before}{path="${conf}",certificate="kubernetes-admin"} ${certificate().notBefore}`,
    `apiserver_file_certificate_renewal_ratio{path="${path}",certificate="1"} 0.4`,
    `${info}{path="${path}",certificate="1",${identity('kube-apiserver')}} 1`,
    `${info}{path="${path}",certificate="2",${identity('a\\"\ufffd\ufffd…~SmOz7c-4NTIC5ZsP')}} 1`,
    `${info}{path="${conf}",certificate="kubernetes-admin",${identity('kube-apiserver')}} 1`,
    `apiserver_file_read_success{path="${path}"} 1`,
    `apiserver_file_read_success{path="${conf}"} 0`,
    `apiserver_file_read_success{path="/b\\"\ufffd.crt…~PFvkc8O9Zu2D7IuV"} 0`,
  ]);
});

void t.test('whether an endpoint serves what its file holds', async (t) => {
  const prod = { name: 'prod', labels: { env: 'live' } };
  const served = certificate();
  const serving = [
    { target: prod, address: 'a:6443', path, served, held: served },
    { target: prod, address: 'b:6443', path, served, held: certificate({ fingerprintSha256: 'cd' }) },
  ];
  const { body } = await wholeText(render([{ ...target(), target: prod }], [], 'text', { files: [], serving }));
  t.same(
    body.split('\n').filter((line) => line.startsWith('apiserver_endpoint_serving_file_match')),
    [
      `apiserver_endpoint_serving_file_match{env="live",target="prod",address="a:6443",path="${path}"} 1`,
      `apiserver_endpoint_serving_file_match{env="live",target="prod",address="b:6443",path="${path}"} 0`,
    ],
  );
});

void t.test('without files there is no series', async (t) => {
  t.same(await rendered({}), []);
});
