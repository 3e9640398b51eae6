import t from 'tap';
import { matchTargets } from '../../../../src/cli/check/since/match.js';
import { endpoint, finding, process, shown, snapshot, target } from './snapshots.js';

const moved = (address: string, print: string) =>
  endpoint({ address, serving: shown(print), servers: { serving: [shown(print)], processes: [process(1)] } });

void t.test('by name, then by an address', (t) => {
  const before = snapshot({
    targets: [target({ name: 'a' }), target({ name: 'b', endpoints: [endpoint({ address: 'b:1' })] })],
  });
  const now = snapshot({
    targets: [target({ name: 'c', endpoints: [endpoint({ address: 'b:1' })] }), target({ name: 'a' })],
  });
  const { pairs, added, removed, renamed } = matchTargets(before, now);
  t.same(
    pairs.map((pair) => [pair.before.name, pair.now.name]),
    [
      ['a', 'a'],
      ['b', 'c'],
    ],
  );
  t.same([added, removed], [[], []]);
  t.equal(renamed(finding({ target: 'b' })).target, 'c');
  t.equal(renamed(finding({ target: undefined })).target, undefined);
  t.end();
});

void t.test('another control plane has neither an address nor a certificate of the other', (t) => {
  const others = (change: Parameters<typeof target>[0]) =>
    matchTargets(snapshot(), snapshot({ targets: [target(change)] })).others.length;
  t.equal(others({ ca: [shown('x')], endpoints: [moved('z:1', 'z')] }), 1);
  t.equal(others({ ca: [], endpoints: [moved('z:1', 'z')] }), 1);
  t.equal(others({ ca: [shown('x')], endpoints: [moved('a:1', 'z')] }), 0, 'a CA that was replaced');
  t.equal(others({ endpoints: [moved('z:1', 'z')] }), 0, 'nodes that were replaced');
  t.equal(others({ ca: [], endpoints: [moved('z:1', 'a')] }), 0, 'the address of a load balancer that moved');
  t.equal(others({ ca: [], endpoints: [] }), 0, 'nothing was found');
  t.end();
});
