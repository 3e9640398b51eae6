import t from 'tap';
import { fixedSource } from '../../src/discovery/target-source.js';
import { targetOf } from '../probe/endpoint-fixture.js';

void t.test('a fully known target is found at once', async (t) => {
  const target = targetOf({ name: 'prod', labels: { env: 'test' }, timeout: 3 });
  const { find, ...source } = fixedSource(target);
  t.same(source, { name: 'prod', labels: { env: 'test' }, timeout: 3 });
  t.same(await find(), { target, success: true, insecure: false, notes: [] });
});
