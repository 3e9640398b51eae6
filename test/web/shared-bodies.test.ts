import t from 'tap';
import { createSharedBodies } from '../../src/web/shared-bodies.js';

void t.test('the same text has one body as long as an answer needs it', async (t) => {
  const made: string[] = [];
  const bodies = createSharedBodies((text) => {
    made.push(text);
    return Promise.resolve(Buffer.from(text));
  });
  const [one, same, other] = [bodies.take('a'.repeat(3)), bodies.take('aaa'), bodies.take('b')];
  t.equal(await one.body, await same.body);
  t.not(await one.body, await other.body);
  one.release();
  t.equal(bodies.take('aaa').body, same.body);
  t.same(made, ['aaa', 'b']);
  other.release();
  t.equal((await bodies.take('b').body).toString(), 'b');
  t.same(made, ['aaa', 'b', 'b']);
});
