import t from 'tap';
import { clientNameNotCovered, instanceNameNotCovered } from '../../../src/findings/kinds/names.js';
import { nameVerdict, now, report, target, uncoveredName } from '../../fixtures/report.js';

const one = report({
  names: [
    nameVerdict({ name: '10.225.4.51', role: 'instance' }),
    uncoveredName({ name: 'api.example.com' }),
    uncoveredName({ name: '10.220.70.56' }),
    nameVerdict({ name: 'kubernetes' }),
  ],
});
const two = report({
  address: '10.225.4.52:6443',
  names: [uncoveredName({ name: '10.225.4.52', role: 'instance' }), nameVerdict({ name: 'kubernetes' })],
});

void t.test('a name of clients is critical', (t) => {
  const names = ['api.example.com', '10.220.70.56'];
  t.same(clientNameNotCovered.detect(target(one, two), now), [
    { severity: 'critical', names, text: 'no SAN covers api.example.com, 10.220.70.56', addresses: [one.address] },
  ]);
  t.end();
});

void t.test("an instance's own address is a warning", (t) => {
  const names = ['10.225.4.52'];
  t.same(instanceNameNotCovered.detect(target(one, two), now), [
    { severity: 'warning', names, text: 'no SAN covers 10.225.4.52', addresses: [two.address] },
  ]);
  t.end();
});

void t.test('both kinds have the same remedy, which fixes everything', (t) => {
  const remedy = clientNameNotCovered.remedy(target(one, two));
  t.same(instanceNameNotCovered.remedy(target(one, two)), remedy);
  const lines = remedy.procedures[0]?.lines.filter((line) => line.endsWith('# missing now'));
  t.same(
    lines,
    ['api.example.com', '10.220.70.56', '10.225.4.52'].map((san) => `#   - "${san}"   # missing now`),
  );
  t.end();
});
