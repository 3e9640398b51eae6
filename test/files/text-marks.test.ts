import fc from 'fast-check';
import t from 'tap';
import {
  holdsKey,
  isHalfWrittenKubeconfig,
  isHalfWrittenPem,
  looksLikeKubeconfig,
} from '../../src/files/text-marks.js';
import { tooMuchGrowth } from '../fixtures/growth.js';
import { kubeconfigText } from './kubeconfig-text.js';

const block = (label: string): string => `-----BEGIN ${label}-----\nAAAA\n-----END ${label}-----\n`;

void t.test('half-written PEM: wherever the last block is cut', (t) => {
  const text = `# a\n${block('CERTIFICATE')}b\n${block('PRIVATE KEY')}`;
  const last = text.lastIndexOf('-----BEGIN');
  t.notOk(isHalfWrittenPem(text));
  t.notOk(isHalfWrittenPem(text.slice(0, last)));
  t.notOk(isHalfWrittenPem(text.replaceAll('\n', '\r\n')));
  t.notOk(isHalfWrittenPem(''));
  fc.assert(
    fc.property(fc.integer({ min: last + '-----BEGIN'.length, max: text.trimEnd().length - 1 }), (end) =>
      isHalfWrittenPem(text.slice(0, end)),
    ),
  );
  t.end();
});

void t.test('keys', (t) => {
  for (const label of ['PRIVATE KEY', 'RSA PRIVATE KEY', 'EC PARAMETERS', 'ENCRYPTED PRIVATE KEY', 'PUBLIC KEY'])
    t.ok(holdsKey(`a\n${block(label)}`), label);
  for (const label of ['CERTIFICATE', 'CERTIFICATE REQUEST', 'DH PARAMETERS']) t.notOk(holdsKey(block(label)), label);
  t.end();
});

void t.test('kubeconfigs, as YAML and as JSON', (t) => {
  for (const text of [
    'kind: Config',
    '{"kind":"Config"}',
    '{\n  "clusters": []}',
    'a: 1\n"clusters" :\n',
    "'kind': 'Config'",
  ])
    t.ok(looksLikeKubeconfig(text), text);
  for (const text of ['kind: ConfigMap', 'kind: Pod', '# kind: Config', 'subclusters: 1', ''])
    t.notOk(looksLikeKubeconfig(text), text);
  t.end();
});

void t.test('a kubeconfig that was cut before its users', (t) => {
  const text = kubeconfigText('admin', 'ca', 'client');
  t.notOk(isHalfWrittenKubeconfig(text));
  t.ok(isHalfWrittenKubeconfig(text.slice(0, text.indexOf('users:'))));
  t.notOk(isHalfWrittenKubeconfig('clusters: []\nusers: null\n'));
  t.notOk(isHalfWrittenKubeconfig('a: 1'));
  t.end();
});

void t.test('text that nearly has the marks takes linear time', (t) => {
  const marks = { isHalfWrittenPem, holdsKey, looksLikeKubeconfig, isHalfWrittenKubeconfig };
  const parts = [
    '\n',
    '\r\n',
    ' ',
    '{',
    ' {\n',
    'kind:\n',
    'kind: ',
    'clusters\n',
    '-----BEGIN A',
    '-----BEGIN ',
    '-----END ',
    'A ',
    '-----',
  ];
  for (const [name, mark] of Object.entries(marks))
    for (const part of parts)
      t.equal(
        tooMuchGrowth((count) => {
          const text = `-----BEGIN A-----\n-----END ${part.repeat(count)}`;
          return () => mark(text);
        }, 3000),
        undefined,
        `${name}: ${JSON.stringify(part)}`,
      );
  t.end();
});
