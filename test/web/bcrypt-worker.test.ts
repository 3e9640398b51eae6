import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { hashSync } from 'bcryptjs';
import t from 'tap';

void t.test('answers each request with true or false', async (t) => {
  const worker = new Worker(new URL('../../src/web/bcrypt-worker.js', import.meta.url));
  t.teardown(() => worker.terminate());
  const hash = hashSync('secret', 4);
  for (const password of ['secret', 'wrong']) {
    worker.postMessage({ password, hash });
    t.same(await once(worker, 'message'), [password === 'secret']);
  }
});
