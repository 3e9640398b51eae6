import t from 'tap';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { nameNotReachableHere } from '../../../src/findings/kinds/names-not-here.js';
import type { NameNotHere } from '../../../src/probe/report.js';
import { certificate, report, target } from '../../fixtures/report.js';

const notHere = (name: string, change: Partial<NameNotHere> = {}): NameNotHere => ({
  name,
  role: 'client',
  because: 'closed',
  shown: undefined,
  ...change,
});
const found = (...namesNotHere: readonly NameNotHere[]) =>
  nameNotReachableHere.detect(target(report({ namesNotHere })));

void t.test('names are a note, with why they do not lead here', (t) => {
  t.same(found(), []);
  t.same(found(notHere('a'), notHere('b'), notHere('c', { because: 'tls_alert' })), [
    {
      severity: 'info',
      addresses: ['10.225.4.51:6443'],
      names: ['a', 'b'],
      text: 'a, b: not reachable here: the SNI is refused (closed)',
    },
    {
      severity: 'info',
      addresses: ['10.225.4.51:6443'],
      names: ['c'],
      text: 'c: not reachable here: the SNI is refused (tls_alert)',
    },
  ]);
  const shown = [
    certificate({ subject: 'CN=ingress', serialNumber: '0A', fingerprintSha256: 'f'.repeat(64) }),
  ] as const;
  t.match(found(notHere('a', { because: 'other_server', shown }), notHere('b', { because: 'other_server' })), [
    { text: 'a: not reachable here: another server answers, with CN=ingress, serial 0A, SHA-256 ffffffffffffffff…' },
    { text: 'b: not reachable here: another server answers' },
  ]);
  t.end();
});

void t.test('of many names, the first are listed', (t) => {
  const many = Array.from({ length: 25 }, (_, i) => notHere(`n${i}`));
  t.match(found(...many), [{ names: { length: 25 }, text: /^n0, .*n19 and 5 more: not reachable here/ }]);
  t.match(nameNotReachableHere.remedy().advice, [/at the address where clients reach them/]);
  t.end();
});

void t.test('the advice is about the front, also where its certificate is not that of a kube-apiserver', (t) => {
  const gateway = report({
    serving: [certificate({ dnsNames: ['front.example'] })],
    loopback: { state: 'not_served', because: 'closed' },
    namesNotHere: [notHere('a')],
  });
  const found = findingsOf([target(gateway)], 0).find(({ id }) => id === nameNotReachableHere.id);
  t.same(found?.remedy, nameNotReachableHere.remedy());
  t.end();
});
