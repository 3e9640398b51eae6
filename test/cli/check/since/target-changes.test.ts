import t from 'tap';
import { matchTargets } from '../../../../src/cli/check/since/match.js';
import { targetChanges } from '../../../../src/cli/check/since/target-changes.js';
import { endpoint, finding, silent, snapshot, target } from './snapshots.js';

const changes = (
  before: Parameters<typeof target>[0],
  now: Parameters<typeof target>[0],
  findings: Parameters<typeof targetChanges>[1] = [],
) =>
  targetChanges(matchTargets(snapshot({ targets: [target(before)] }), snapshot({ targets: [target(now)] })), findings);
const two = [endpoint(), endpoint({ address: 'b:1' })];

void t.test('what was open at an instance that is gone is said, because it is not over', (t) => {
  t.match(changes({ endpoints: two }, {}, [finding({ addresses: ['b:1'] })]), [
    { change: 'instance_removed', addresses: ['b:1'], text: /; last seen there: 1 warning$/ },
  ]);
  t.match(changes({ endpoints: two }, { discovered: false }), [{ change: 'instance_unknown' }]);
  t.end();
});

void t.test("an instance's own address is no name that somebody asks for", (t) => {
  const own = (host: string) =>
    endpoint({ address: `${host}:6443`, names: [{ name: host.replace(/[[\]]/g, ''), covered: true }] });
  const [first, second] = [own('10.0.0.1'), own('[fd00::1]')];
  t.match(changes({ endpoints: [first] }, { endpoints: [first, second] }), [{ change: 'instance_added' }]);
  t.equal(changes({ endpoints: [first] }, { endpoints: [first, second] }).length, 1);
  t.end();
});

void t.test('where nothing answers, no name was taken away', (t) => {
  t.same(changes({}, { endpoints: [silent()] }), []);
  t.same(changes({ endpoints: [silent()] }, {}), []);
  t.end();
});

void t.test('without a CA in one of the checks, none was added or removed', (t) => {
  t.same(changes({ ca: [] }, {}), []);
  t.same(changes({}, { ca: [] }), []);
  t.end();
});
