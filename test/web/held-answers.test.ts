import fc from 'fast-check';
import t from 'tap';
import { createHeldAnswers } from '../../src/web/held-answers.js';

void t.test('the network that holds the most loses its oldest answer', (t) => {
  const ended: string[] = [];
  const held = createHeldAnswers(10);
  const hold = (name: string, length: number, body = new Uint8Array(length)) =>
    held.add({ network: name[0]!, body, end: () => ended.push(name) });
  const shared = new Uint8Array(3);
  hold('a1', 3, shared);
  const release = hold('b1', 3, shared);
  hold('c1', 2);
  hold('c2', 2);
  hold('d1', 2);
  t.same(ended, [], 'a shared one counts once');
  release();
  release();
  hold('e1', 3);
  t.same(ended, ['c1']);
  hold('f1', 11);
  t.same(ended, ['c1', 'f1'], 'more than all others');
  t.end();
});

void t.test(
  'never more than the limit, unless one alone is larger; a client within its share keeps its answer',
  (t) => {
    const step = fc.record({ network: fc.nat(5), length: fc.integer({ min: 1, max: 6 }), release: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const held = createHeldAnswers(20);
        const open = new Map<object, number>();
        for (const { network, length, release } of steps) {
          const key = {};
          open.set(key, length);
          const remove = held.add({
            network: String(network),
            body: new Uint8Array(length),
            end: () => open.delete(key),
          });
          if (release) {
            remove();
            open.delete(key);
          }
          if ([...open.values()].reduce((sum, each) => sum + each, 0) > 20) return false;
        }
        return true;
      }),
    );
    t.end();
  },
);
