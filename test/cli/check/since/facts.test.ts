import t from 'tap';
import { factsOf, pairFacts } from '../../../../src/cli/check/since/facts.js';
import { finding } from './snapshots.js';

void t.test('one fact for each place and subject, of which the worst counts', (t) => {
  const addresses = ['a:1', 'b:1'];
  const facts = factsOf([
    finding({ addresses, subjects: ['x', 'y'] }),
    finding({ severity: 'critical', subjects: ['x'] }),
    finding({ addresses: [], files: ['/a'] }),
  ]);
  t.equal(facts.size, 3);
  const [first] = facts.values();
  t.same(first?.place, { target: 'prod', address: 'a:1', file: undefined });
  t.same(
    [...(first?.facts ?? [])].map(([subject, { severity }]) => [subject, severity]),
    [
      ['x', 'critical'],
      ['y', 'warning'],
    ],
  );
  t.end();
});

void t.test('a certificate that expires is the same finding, and worse', (t) => {
  const [ending] = factsOf([finding({ severity: 'critical' })]).keys();
  const [expired] = factsOf([finding({ severity: 'critical', id: 'serving-certificate-expired' })]).keys();
  t.equal(ending, expired);
  t.end();
});

void t.test('where only one check says what a fact is about, all are one', (t) => {
  const fact = { id: 'x', severity: 'warning', about: 'names', title: '' } as const;
  const critical = { ...fact, severity: 'critical' } as const;
  const known = new Map<string, typeof fact | typeof critical>([
    ['x', fact],
    ['y', critical],
  ]);
  t.same(pairFacts(new Map([['', fact]]), known), [{ subject: '', before: fact, now: critical }]);
  t.equal(pairFacts(known, new Map([['y', fact]])).length, 2);
  t.end();
});
