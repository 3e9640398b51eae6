import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import t from 'tap';
import { limitPieces } from '../../src/net/limit-pieces.js';

/** How many pieces of these lengths arrive, and how often they were refused. */
function send(lengths: readonly number[], short: number): { readonly arrived: number; readonly refusals: number } {
  const message = new IncomingMessage(new Socket());
  let [arrived, refusals] = [0, 0];
  limitPieces(message, { short, refuse: () => (refusals += 1) });
  for (const length of lengths) {
    message.push(Buffer.alloc(length, 1));
    if (message.read() !== null) arrived += 1;
  }
  message.push(null);
  return { arrived, refusals };
}

const times = (count: number, length: number): readonly number[] => Array.from({ length: count }, () => length);

void t.test('many short pieces are refused once, and no more of them arrive', (t) => {
  t.same(send(times(10, 1), 10), { arrived: 10, refusals: 0 });
  t.match(send(times(1000, 1), 10), { refusals: 1 });
  t.ok(send(times(1000, 1), 10).arrived <= 10);
  t.same(send(times(1000, 64), 10), { arrived: 1000, refusals: 0 });
  t.same(send([5000, ...times(80, 1)], 10), { arrived: 81, refusals: 0 }, 'on average');
  t.end();
});
