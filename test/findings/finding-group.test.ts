import t from 'tap';
import {
  createRemedyKeys,
  findingGroups,
  findingKindGroups,
  fleetFindingGroups,
} from '../../src/findings/finding-group.js';
import { finding } from '../web/status/finding-fixture.js';

const procedures = [{ distributions: [], lines: ['date'] }];

void t.test('one kind, one severity, one remedy: one group, in the order of the first', (t) => {
  const shared = { advice: [], beware: [], procedures };
  const all = [
    finding({ target: 'a', remedy: shared }),
    finding({ target: 'b' }),
    finding({ target: 'c', remedy: shared }),
    finding({ target: 'd', remedy: { ...shared } }),
    finding({ target: 'e', remedy: shared, distributions: ['K3s'] }),
    finding({ target: 'f', remedy: shared, severity: 'warning' }),
    finding({ target: 'g', remedy: { advice: ['Restart it.'], beware: [], procedures: [] } }),
  ];
  const targets = (groups: ReturnType<typeof findingGroups>) =>
    groups.map((group) => group.map(({ target }) => target).join(''));
  t.same(targets(findingGroups(all)), ['ac', 'bg', 'd', 'e', 'f']);
  t.same(targets(findingKindGroups(all)), ['abcdeg', 'f']);
  t.same(findingGroups([]), []);
  t.end();
});

void t.test('advice is compared, procedures are not', (t) => {
  const key = createRemedyKeys();
  const advice = { advice: ['a'], beware: [], procedures: [] };
  t.equal(key(advice), key({ ...advice }));
  t.not(key(advice), key({ ...advice, beware: ['b'] }));
  const made = { advice: ['a'], beware: [], procedures };
  t.equal(key(made), key(made));
  t.not(key(made), key({ ...made }));
  t.end();
});

void t.test('of a fleet, by severity and kind, the targets in their order', (t) => {
  const named = (name: string) => ({ report: { target: { name, labels: {} } } });
  const all = [
    finding({ target: 'a', id: 'probe-failing', severity: 'warning' }),
    finding({ target: 'a', id: 'serving-certificate-expired', severity: 'warning' }),
    finding({ target: 'b', id: 'probe-failing', severity: 'warning' }),
    finding({ target: 'c', id: 'probe-failing', severity: 'critical' }),
    finding({ target: undefined, id: 'probe-failing', severity: 'warning' }),
  ];
  t.same(
    fleetFindingGroups(all, ['b', 'a'].map(named)).map((group) => [group[0].id, ...group.map(({ target }) => target)]),
    [
      ['probe-failing', 'c'],
      ['serving-certificate-expired', 'a'],
      ['probe-failing', 'b', 'a', undefined],
    ],
  );
  t.end();
});
