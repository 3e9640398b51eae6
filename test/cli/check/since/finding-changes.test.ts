import t from 'tap';
import { findingChanges } from '../../../../src/cli/check/since/finding-changes.js';
import { matchTargets } from '../../../../src/cli/check/since/match.js';
import type { Snapshot } from '../../../../src/cli/check/since/snapshot.js';
import { finding, snapshot } from './snapshots.js';

const changes = (before: Snapshot['findings'], now: Snapshot['findings']) =>
  findingChanges(before, now, matchTargets(snapshot({ findings: before }), snapshot({ findings: now })));
const texts = (...args: Parameters<typeof changes>) => changes(...args).map(({ text }) => text);
const title = 'The serving certificate expires soon';

void t.test('each in a line, with what it says now', (t) => {
  t.same(texts([], [finding()]), [`NEW WARNING: ${title}: expires in 20d 0h`]);
  t.same(texts([finding()], [finding({ severity: 'critical' })]), [`WARNING → CRITICAL: ${title}: expires in 20d 0h`]);
  t.same(texts([finding()], []), [`GONE, was WARNING: ${title}`]);
  const expired = finding({ id: 'serving-certificate-expired', severity: 'critical', title: 'It has expired' });
  t.match(changes([finding({ severity: 'critical' })], [expired]), [
    { change: 'finding_worse', text: /^NOW CRITICAL: It has expired/ },
  ]);
  t.end();
});

void t.test('places of one change are together', (t) => {
  const addresses = ['a:1', 'b:1'];
  t.match(changes([], [finding({ addresses })]), [{ addresses }]);
  t.match(changes([finding({ addresses: ['a:1'] })], [finding({ addresses })]), [{ addresses: ['b:1'] }]);
  t.end();
});

void t.test('a further name is named, without the old ones', (t) => {
  const lacks = (...subjects: string[]) =>
    finding({ id: 'client-name-not-covered', about: 'names', subjects, text: subjects.join() });
  t.match(changes([lacks('x')], [lacks('x', 'y')]), [{ text: /: y$/, finding: { subjects: ['y'], was: undefined } }]);
  t.match(changes([lacks('x')], [lacks('y')]), [{ change: 'finding_new' }, { change: 'finding_unseen' }]);
  t.end();
});

void t.test('fingerprints are not shown', (t) => {
  const spare = finding({ id: 'spare-certificate-served', subjects: ['ab'.repeat(32)] });
  t.same(texts([spare], []), [`GONE, was WARNING: ${title}`]);
  t.end();
});
