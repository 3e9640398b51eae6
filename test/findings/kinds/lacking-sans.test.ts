import t from 'tap';
import { lackingSans } from '../../../src/findings/kinds/lacking-sans.js';
import { tooMuchGrowth } from '../../fixtures/growth.js';

const instance = (address: string, ...dnsNames: readonly string[]) => ({
  address,
  leaf: { dnsNames, ipAddresses: ['10.96.0.1'] },
});

void t.test('SANs that more than one instance has, and another one lacks', (t) => {
  t.same(lackingSans([instance('a', 'x', 'own'), instance('b', 'x', 'y'), instance('c', 'y')]), [
    { severity: 'info', addresses: ['c'], subjects: ['x'], text: 'lacks the SAN x, which other instances have' },
    { severity: 'info', addresses: ['a'], subjects: ['y'], text: 'lacks the SAN y, which other instances have' },
  ]);
  t.same(lackingSans([instance('a', 'x'), instance('b', 'x')]), []);
  t.same(lackingSans([]), []);
  t.end();
});

void t.test('names count whatever their case, and IP addresses as well', (t) => {
  t.same(lackingSans([instance('a', 'A.com'), instance('b', 'a.com', 'a.COM')]), []);
  const other = { address: 'c', leaf: { dnsNames: [], ipAddresses: [] } };
  t.same(lackingSans([instance('a'), instance('b'), other]), [
    {
      severity: 'info',
      addresses: ['c'],
      subjects: ['10.96.0.1'],
      text: 'lacks the SAN 10.96.0.1, which other instances have',
    },
  ]);
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

void t.test('an instance with thousands of SANs is named, and its SANs are not compared', (t) => {
  const found = lackingSans([instance('a', ...names(2000)), instance('b', 'x'), instance('c', 'x'), instance('d')]);
  t.same(found, [
    { severity: 'info', addresses: ['d'], subjects: ['x'], text: 'lacks the SAN x, which other instances have' },
    {
      severity: 'info',
      addresses: ['a'],
      text: 'has more than 1000 SANs, which are not compared with those of other instances',
    },
  ]);
  t.same(lackingSans([instance('a', ...names(2000))]), [], 'one alone');
  t.end();
});

void t.test('the SANs of many instances take linear time', (t) => {
  const slow = tooMuchGrowth((count) => {
    const instances = Array.from({ length: count }, (_, at) => instance(`${at}`, ...names(900), ...names(at % 7)));
    return () => lackingSans(instances);
  }, 10);
  t.equal(slow, undefined);
  t.end();
});
