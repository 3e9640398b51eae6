import { format, inspect } from 'node:util';
import t from 'tap';
import { createSecret } from '../../src/net/secret.js';

void t.test('only reveal shows a secret', (t) => {
  const secret = createSecret('hunter2');
  t.equal(secret.reveal(), 'hunter2');
  const shown = [
    String(secret),
    [secret, 'x'].join(),
    JSON.stringify({ secret }),
    inspect({ secret }),
    inspect(secret, { showHidden: true, depth: null }),
    inspect(secret, { customInspect: false, showHidden: true }),
    format('%s %o %j %O', secret, secret, secret, secret),
    JSON.stringify({ ...secret }),
    new Error('failed', { cause: secret }).stack,
  ];
  for (const text of shown) t.notMatch(text, /hunter2/);
  t.equal(JSON.stringify([secret]), '["[redacted]"]');
  t.equal(inspect([secret]), '[ [redacted] ]');
  t.throws(() => structuredClone(secret), 'nor does it leave the process');
  t.end();
});
