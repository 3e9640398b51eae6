import t from 'tap';
import { lackingSans, sansToCompare } from '../../../src/findings/kinds/lacking-sans.js';
import { tooMuchGrowth } from '../../fixtures/growth.js';
import { certificate } from '../../fixtures/report.js';

const instance = (address: string, ...sans: readonly string[]) => ({ address, sans: new Set(sans) });

void t.test('SANs that more than one instance has, and another one lacks', (t) => {
  t.same(lackingSans([instance('a', 'x', 'own'), instance('b', 'x', 'y'), instance('c', 'y')]), [
    { severity: 'info', addresses: ['c'], text: 'lacks the SAN x, which other instances have' },
    { severity: 'info', addresses: ['a'], text: 'lacks the SAN y, which other instances have' },
  ]);
  t.same(lackingSans([instance('a', 'x'), instance('b', 'x')]), []);
  t.same(lackingSans([]), []);
  t.end();
});

void t.test('names count whatever their case', (t) => {
  const sans = sansToCompare(certificate({ dnsNames: ['A.com', 'a.com'], ipAddresses: ['10.0.0.1'] }));
  t.same([...sans], ['a.com', '10.0.0.1']);
  t.end();
});

const names = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `${at}.example.com`);

void t.test('of hundreds, the first are listed and the others are counted', (t) => {
  const found = lackingSans([instance('a', ...names(300)), instance('b', ...names(300)), instance('c', ...names(60))]);
  t.equal(found.length, 51);
  t.same(found.at(-1), {
    severity: 'info',
    addresses: ['c'],
    text: 'lacks some of 190 further SANs, which other instances have',
  });
  t.end();
});

void t.test('thousands of SANs take linear time', (t) => {
  const slow = tooMuchGrowth((count) => {
    const some = names(count);
    const instances = [instance('a', ...some), instance('b', ...some), instance('c')];
    return () => lackingSans(instances);
  }, 2000);
  t.equal(slow, undefined);
  t.end();
});
