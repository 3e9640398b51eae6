import t from 'tap';
import { BodyPieces } from '../../src/net/body-pieces.js';

function createPieces() {
  const flow: string[] = [];
  const pieces = new BodyPieces({ pause: () => flow.push('pause'), resume: () => flow.push('resume') });
  return { pieces, flow };
}

async function read(pieces: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += String(piece);
  return text;
}

void t.test('pieces that came before the reader, and pieces that come while it waits', async (t) => {
  const { pieces, flow } = createPieces();
  pieces.put(Buffer.from('a'));
  pieces.put(Buffer.from('b'));
  const text = read(pieces);
  await Promise.resolve();
  setImmediate(() => {
    pieces.put(Buffer.from('c'));
    setImmediate(() => pieces.end());
  });
  t.equal(await text, 'abc');
  t.same(flow, []);
  t.same(await pieces.next(), { done: true, value: undefined });
});

void t.test('the connection waits for a slow reader', async (t) => {
  const { pieces, flow } = createPieces();
  for (let i = 0; i < 4; i += 1) pieces.put(Buffer.alloc(40_000));
  t.same(flow, ['pause']);
  for (let i = 0; i < 3; i += 1) await pieces.next();
  t.same(flow, ['pause']);
  await pieces.next();
  t.same(flow, ['pause', 'resume']);
});

void t.test('an error ends the reader, whatever it has not taken', async (t) => {
  const { pieces } = createPieces();
  pieces.put(Buffer.from('a'));
  pieces.end(new Error('broken'));
  await t.rejects(read(pieces), { message: 'broken' });
  const waiting = createPieces();
  const text = read(waiting.pieces);
  setImmediate(() => waiting.pieces.end(new Error('broken')));
  await t.rejects(text, { message: 'broken' });
});

void t.test('after a reader has left its loop, nothing is kept', async (t) => {
  const { pieces, flow } = createPieces();
  pieces.put(Buffer.from('a'));
  for await (const piece of pieces) {
    t.equal(String(piece), 'a');
    break;
  }
  for (let i = 0; i < 4; i += 1) pieces.put(Buffer.alloc(40_000));
  t.same(flow, []);
  t.match(await pieces.next(), { done: true });
});
