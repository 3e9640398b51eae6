import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import {
  awaitServed,
  oneRun,
  judgeCoverage,
  judgePair,
  replacePair,
} from '../../../../src/findings/procedures/kubeadm/serving-pair.js';
import { type CertificateRequest, issueAuthority, issueLeaf } from '../../../integration/issue-certificate.js';
import { dns, ip } from '../../../integration/kubectl-case.js';
import { requires } from '../../../integration/requires.js';
import { bash } from './bash.js';

const ca = issueAuthority({ commonName: 'kubernetes' });
const other = issueAuthority({ commonName: 'kubernetes' });
const names = [dns('API.example.com'), ip('fd00::56')];

/** A folder with a CA, or two of the same name, and a pair. */
function pair(t: Test, request: Partial<CertificateRequest>, { issuer = ca, cas = ca.pem } = {}): string {
  const { pem, key } = issueLeaf({ commonName: 'kube-apiserver', names, ...request }, issuer);
  const text = key.export({ type: 'pkcs8', format: 'pem' });
  return t.testdir({ 'ca.crt': cas, 'apiserver.crt': pem, 'apiserver.key': text });
}

const fault = ['fault "$work/apiserver.crt" "$work/apiserver.key"'];

void t.test('finds fault with a pair that must not be served', requires('openssl'), (t) => {
  const cases: readonly (readonly [string, Parameters<typeof pair>[1], Parameters<typeof pair>[2], RegExp | ''])[] = [
    ['good', {}, {}, ''],
    ['of the second CA of a bundle', {}, { issuer: other, cas: ca.pem + other.pem }, ''],
    ['of another CA', {}, { issuer: other }, /^no CA of/],
    ['expired', { days: -1 }, {}, /^no CA of/],
    ['of a client', { usage: 'client' }, {}, /^no CA of/],
  ];
  for (const [what, request, where, expected] of cases) {
    const found = bash(pair(t, request, where), judgePair, fault);
    if (expected === '') t.equal(found, '', what);
    else t.match(found, expected, what);
  }
  const folder = pair(t, {});
  const { key } = issueLeaf({ commonName: 'x' }, ca);
  writeFileSync(join(folder, 'apiserver.key'), key.export({ type: 'pkcs8', format: 'pem' }));
  t.match(bash(folder, judgePair, fault), /^certificate and key do not belong together/);
  t.match(bash(t.testdir({ 'ca.crt': ca.pem }), judgePair, fault), /or are missing/);
  t.end();
});

void t.test('lists SANs in lower case, and the names that none covers', requires('openssl'), (t) => {
  const folder = pair(t, {});
  t.equal(bash(folder, judgePair, ['sans "$work/apiserver.crt"']), 'dns:api.example.com\nip:fd00:0:0:0:0:0:0:56\n');
  const asked = ["names='api.example.com b.example.com' ips='fd00::56 10.0.0.1'"];
  t.equal(bash(folder, asked, judgeCoverage, ['lacks "$work/apiserver.crt"']), 'b.example.com\n10.0.0.1\n');
  t.end();
});

void t.test('names each backup after the time', (t) => {
  t.match(replacePair('some').join('\n'), 'to="/root/some-$(date +%Y%m%dT%H%M%S)"; mkdir "$to"');
  t.match(oneRun.join('\n'), 'trap end EXIT');
  t.match(awaitServed.join('\n'), 'deadline');
  t.end();
});

void t.test('a run that was killed between the two files is undone by the next', requires('openssl'), (t) => {
  const folder = pair(t, {});
  const path = (name: string): string => join(folder, name);
  renameSync(path('apiserver.key'), path('apiserver.key.old'));
  const { key } = issueLeaf({ commonName: 'x' }, ca);
  writeFileSync(path('apiserver.key'), key.export({ type: 'pkcs8', format: 'pem' }));
  const files = ['crt="$work/apiserver.crt" key="$work/apiserver.key"'];
  t.match(bash(folder, files, judgePair, replacePair('x'), fault), /^Only the old key was put back[^\n]*\n$/);
  t.end();
});
