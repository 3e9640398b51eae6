import t from 'tap';
import { checkValue } from '../../../../src/cli/check/json.js';
import { snapshotOf } from '../../../../src/cli/check/since/snapshot.js';
import { now, report, target } from '../../../fixtures/report.js';
import { onDisk, onKubeadmNode } from '../on-disk.js';
import { result, threeAndOne } from '../result-fixture.js';

void t.test('reads every result, and its JSON gives the same', (t) => {
  for (const checked of [result(), result(threeAndOne), onDisk, onKubeadmNode]) {
    const value = checkValue(checked);
    t.equal(JSON.stringify(snapshotOf(JSON.parse(JSON.stringify(value)))), JSON.stringify(snapshotOf(value)));
  }
  t.match(snapshotOf(checkValue(result(threeAndOne))), { observedAt: now, targets: [{ name: 'prod' }] });
  t.end();
});

void t.test('a start that a server makes up is no start', (t) => {
  const http = { gitVersion: undefined, health: [], startedAt: 3e11, clockSkew: undefined };
  const [found] = snapshotOf(checkValue(result(target(report({ http }))))).targets;
  t.equal(found?.endpoints[0]?.http?.startedAt, null);
  t.end();
});

void t.test('refuses what is none', (t) => {
  t.throws(() => snapshotOf({}));
  t.end();
});
