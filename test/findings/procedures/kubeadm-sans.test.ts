import fc from 'fast-check';
import t from 'tap';
import { kubeadmSans } from '../../../src/findings/procedures/kubeadm-sans.js';

void t.test('splits names by what kubeadm does with them', (t) => {
  const long = `${'a'.repeat(250)}.com`;
  const names = ['api.example.com', '*.example.com', 'k8s', '1.example', `${'a'.repeat(64)}.example.com`];
  const ips = ['10.220.70.56', 'fd00::56'];
  const refused = [
    'a_b.example.com',
    '*.*.example.com',
    '*',
    '-a.example.com',
    'a-.example.com',
    'A.example.com',
    long,
  ];
  t.same(kubeadmSans([...refused, ...names, ...ips]), { names, ips, refused });
  t.end();
});

void t.test('each is in one of the lists, and what is issued needs no quotes in a shell', (t) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.domain(), fc.ipV4(), fc.ipV6())), (sans) => {
      const { names, ips, refused } = kubeadmSans(sans);
      return (
        names.length + ips.length + refused.length === sans.length &&
        [...names, ...ips].every((san) => /^[-*.:0-9a-z]+$/i.test(san))
      );
    }),
  );
  t.pass();
  t.end();
});
