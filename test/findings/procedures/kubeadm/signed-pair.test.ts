import t from 'tap';
import { signedPair } from '../../../../src/findings/procedures/kubeadm/signed-pair.js';
import { noSituation } from '../../../../src/findings/procedures/situation.js';
import { linesBefore } from './pasted.js';

const sans = { missing: ['10.220.70.56', 'a_b.example.com', 'api.example.com'], present: [], cut: false };
const lines = signedPair({ ...noSituation, sans }, { find: ['# find'], findCa: ['# the CA'] });

void t.test('asks for every name, also for what kubeadm refuses', (t) => {
  t.match(lines.join('\n'), "names='api.example.com a_b.example.com' ips='10.220.70.56'");
  t.end();
});

void t.test('every certificate is checked before it replaces the old one, wherever it was signed', (t) => {
  t.match(linesBefore(lines, '  replace "$1" "$2"').join('\n'), 'wrong=$(fault "$1" "$2"');
  t.equal(lines.filter((line) => /(^|\s)replace "/.test(line)).length, 1);
  t.end();
});

void t.test('the CA is known after the old certificate', (t) => {
  t.ok(lines.indexOf('# find') < lines.findIndex((line) => line.startsWith('served >"$work/served.crt"')));
  t.ok(lines.indexOf('# the CA') > lines.findIndex((line) => line.startsWith('sans "$work/old.crt"')));
  t.end();
});
