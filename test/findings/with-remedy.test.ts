import t from 'tap';
import { findingsOf } from '../../src/findings/findings-of.js';
import { nothingToDo } from '../../src/findings/remedies/remedy.js';
import { withRemedy } from '../../src/findings/with-remedy.js';
import { fleetOf } from '../fixtures/fleet.js';
import { now } from '../fixtures/report.js';

void t.test('a remedy is made when it is first read, and once', (t) => {
  let made = 0;
  const finding = withRemedy({ id: 'a' }, () => {
    made += 1;
    return { ...nothingToDo, advice: ['Restart it.'] };
  });
  t.equal(finding.id, 'a');
  t.same(Object.keys(finding), ['id', 'remedy']);
  t.equal(made, 0);
  const { remedy } = finding;
  t.same(remedy.advice, ['Restart it.']);
  t.equal(finding.remedy, remedy, 'groups compare remedies as objects');
  t.equal(made, 1);
  t.equal({ ...finding }.remedy, remedy);
  t.match(JSON.stringify(finding), '"advice":["Restart it."]');
  t.end();
});

void t.test('findings are found without their remedies', (t) => {
  const finding = findingsOf(fleetOf(1, { 0: 'name' }), now).find(({ id }) => id === 'client-name-not-covered');
  t.equal(typeof Object.getOwnPropertyDescriptor(finding, 'remedy')?.get, 'function');
  t.ok(Number(finding?.remedy.procedures.length) > 0);
  t.equal(finding?.remedy, finding?.remedy);
  t.end();
});
