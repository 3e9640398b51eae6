import t from 'tap';
import { singleGroup } from '../../src/discovery/target-group.js';
import { fixedSource } from '../../src/discovery/target-source.js';
import { targetOf } from '../probe/endpoint-fixture.js';

void t.test('a single target is no fleet', (t) => {
  const source = fixedSource(targetOf({ name: 'prod' }));
  t.same(singleGroup(source), { entry: source, fleet: undefined });
  t.end();
});
