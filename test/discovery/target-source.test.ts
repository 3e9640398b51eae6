import t from 'tap';
import { fixedSource, idleSource } from '../../src/discovery/target-source.js';
import { targetOf } from '../probe/endpoint-fixture.js';

void t.test('a fully known target is found at once', async (t) => {
  const target = targetOf({ name: 'prod', labels: { env: 'test' }, timeout: 3 });
  const { find, ...source } = fixedSource(target);
  t.same(source, { name: 'prod', labels: { env: 'test' }, timeout: 3 });
  t.same(await find(), { target, success: true, insecure: false, notes: [] });
});

void t.test('a target with nothing to probe is found at once, and nothing of it is missing', async (t) => {
  const settings = { name: 'gone', labels: { env: 'test' }, timeout: 3 };
  const { find, ...source } = idleSource(settings);
  t.same(source, settings);
  t.match(await find(), { target: undefined, isIdle: true, success: true, notes: [], instances: { missing: [] } });
});
