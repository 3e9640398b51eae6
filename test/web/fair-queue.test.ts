import fc from 'fast-check';
import t from 'tap';
import { createFairQueue } from '../../src/web/fair-queue.js';

void t.test('clients take turns, each within its share', (t) => {
  const queue = createFairQueue<string>({ perClient: 3, total: 10 });
  for (const item of ['a1', 'a2', 'a3', 'b1', 'c1', 'c2']) t.equal(queue.push(item[0]!, item), undefined);
  t.equal(queue.push('a', 'a4'), 'a4');
  const shifted = Array.from({ length: 7 }, () => queue.shift());
  t.same(shifted, ['a1', 'b1', 'c1', 'a2', 'c2', 'a3', undefined]);
  t.end();
});

void t.test('in a full queue, the client with the most makes room', (t) => {
  const queue = createFairQueue<string>({ perClient: 3, total: 5 });
  for (const item of ['a1', 'a2', 'a3', 'b1', 'b2']) queue.push(item[0]!, item);
  t.equal(queue.push('c', 'c1'), 'a3');
  t.equal(queue.push('d', 'd1'), 'a2');
  t.equal(queue.push('e', 'e1'), 'b2');
  t.equal(queue.push('f', 'f1'), 'f1', 'nobody has more than one');
  t.equal(queue.push('a', 'a4'), 'a4');
  t.end();
});

void t.test('never more than the limits; each client is served within a round', (t) => {
  const step = fc.option(fc.nat(9), { nil: undefined });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const limits = { perClient: 3, total: 8 };
      const queue = createFairQueue<number>(limits);
      const waiting: number[] = [];
      const remove = (client: number | undefined): void => {
        if (client !== undefined) waiting.splice(waiting.indexOf(client), 1);
      };
      for (const client of steps) {
        if (client === undefined) remove(queue.shift());
        else {
          waiting.push(client);
          remove(queue.push(String(client), client));
        }
        if (waiting.length > limits.total) return false;
        if (new Set(waiting).size < waiting.length / limits.perClient) return false;
      }
      const round = Array.from({ length: new Set(waiting).size }, () => queue.shift());
      return round.length === 0 || new Set(round).size === round.length;
    }),
  );
  t.end();
});
