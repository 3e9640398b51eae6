import t from 'tap';
import { plainBody, type TextInPieces } from '../../src/web/bodies.js';
import { createSharedBodies } from '../../src/web/shared-bodies.js';

void t.test('the same text has one body as long as an answer needs it', async (t) => {
  const made: unknown[] = [];
  const bodies = createSharedBodies((text) => {
    made.push(text);
    return plainBody(text);
  });
  const [one, same, other] = [bodies.take('a'.repeat(3)), bodies.take('aaa'), bodies.take('b')];
  t.equal(await one.body, await same.body);
  t.not(await one.body, await other.body);
  one.release();
  t.equal(bodies.take('aaa').body, same.body);
  t.same(made, ['aaa', 'b']);
  other.release();
  t.same((await bodies.take('b').body).parts.join(), 'b');
  t.same(made, ['aaa', 'b', 'b']);
});

void t.test('a text in pieces is written once, and another object again', async (t) => {
  let written = 0;
  const textOf = (): TextInPieces => ({
    pieces: () => {
      written += 1;
      return ['a', 'b'];
    },
  });
  const bodies = createSharedBodies(plainBody);
  const [one, other] = [textOf(), textOf()];
  const taken = [one, one, other].map((text) => bodies.take(text));
  const [first, second, third] = await Promise.all(taken.map(({ body }) => body));
  t.equal(first, second);
  t.not(first, third);
  t.equal(written, 2);
  for (const { release } of taken) release();
  t.equal(await bodies.take(one).body, first, 'as long as somebody has it');
});
