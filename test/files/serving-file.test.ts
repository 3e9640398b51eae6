import t from 'tap';
import type { FileReport } from '../../src/files/file-report.js';
import { fileEvidence, servesFile } from '../../src/files/serving-file.js';
import { certificate, down, report, target } from '../fixtures/report.js';

const path = '/etc/kubernetes/pki/apiserver.crt';
const targets = [{ name: 'prod', servingFile: path }];
const file = (fingerprintSha256: string, label = '1'): FileReport => ({
  path,
  outcome: { state: 'read' },
  certificates: [
    { label, certificate: certificate({ fingerprintSha256 }) },
    { label: '9', certificate: certificate() },
  ],
});

void t.test('each endpoint beside the file of its target', (t) => {
  const reports = [
    target(
      report({ address: 'a', serving: [certificate({ fingerprintSha256: 'new' })] }),
      report({
        address: 'b',
        serving: [certificate({ fingerprintSha256: 'old' }), certificate({ fingerprintSha256: 'new' })],
      }),
    ),
  ];
  const files = [file('new')];
  const evidence = fileEvidence(targets, reports, files);
  t.equal(evidence.files, files);
  t.match(evidence.serving, [
    {
      target: { name: 'prod' },
      address: 'a',
      path,
      served: { fingerprintSha256: 'new' },
      held: { fingerprintSha256: 'new' },
    },
    { address: 'b', served: { fingerprintSha256: 'old' }, held: { fingerprintSha256: 'new' } },
  ]);
  t.same(evidence.serving.map(servesFile), [true, false]);
  t.end();
});

void t.test('only where both are known', (t) => {
  const seen = [target(report())];
  const empty: FileReport = { path, outcome: { state: 'failed', reason: 'empty', message: 'empty' }, certificates: [] };
  t.same(fileEvidence(targets, [target(down())], [file('new')]).serving, []);
  t.same(fileEvidence(targets, seen, [empty]).serving, []);
  t.same(fileEvidence(targets, seen, [file('new', '2')]).serving, [], 'its first certificate is broken');
  t.same(fileEvidence(targets, seen, []).serving, []);
  t.same(fileEvidence([{ name: 'prod', servingFile: undefined }], seen, [file('new')]).serving, []);
  t.same(fileEvidence([{ name: 'other', servingFile: path }], seen, [file('new')]).serving, []);
  t.end();
});
