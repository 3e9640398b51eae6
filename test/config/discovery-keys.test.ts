import t from 'tap';
import * as v from 'valibot';
import { discoveryKeys } from '../../src/config/discovery-keys.js';

void t.test('namespaces', (t) => {
  const { namespaces } = discoveryKeys;
  for (const name of ['a', 'fleet', 'a-1', 'x'.repeat(63)]) t.ok(v.is(namespaces, [name]), name);
  for (const name of ['', 'A', '-a', 'a-', 'a.b', 'a/b', 'x'.repeat(64), 7])
    t.notOk(v.is(namespaces, [name]), `${name}`);
  t.end();
});
