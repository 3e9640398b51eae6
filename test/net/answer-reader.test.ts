import t from 'tap';
import { AnswerReader } from '../../src/net/answer-reader.js';
import { byteByByte } from './byte-by-byte.js';

/** Reads pieces, and notes what is told. */
function read(...pieces: readonly string[]) {
  const told: string[] = [];
  const reader = new AnswerReader({
    onHead: ({ status }) => told.push(`head ${status}`),
    onPiece: (piece) => told.push(piece.toString('latin1')),
    onEnd: () => told.push('end'),
  });
  const taken = pieces.map((piece) => reader.take(Buffer.from(piece, 'latin1')));
  return { reader, told, taken: taken.at(-1) };
}

const head = 'HTTP/1.1 200 OK\r\n';
const four = `${head}Content-Length: 4\r\n\r\nbody`;
const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n`;

void t.test('an answer by its length, by chunks, and without a body', (t) => {
  const { reader, ...seen } = read(`${four}HTTP`);
  t.same(seen, { told: ['head 200', 'body', 'end'], taken: four.length });
  t.equal(reader.isDone, true);
  t.equal(reader.take(Buffer.from('more')), 0);
  t.same(read(`${chunked}4\r\nbody\r\n0\r\n\r\n`).told, ['head 200', 'body', 'end']);
  t.same(read('HTTP/1.1 204 No Content\r\n\r\n').told, ['head 204', 'end']);
  t.end();
});

void t.test('an answer up to the end of the connection', (t) => {
  const { reader, told } = read(`${head}\r\n`, 'bo', 'dy');
  t.equal(reader.isDone, false);
  t.equal(reader.end(), true);
  t.same(told, ['head 200', 'bo', 'dy', 'end']);
  for (const begun of ['', 'HTT', head, four.slice(0, -1), `${chunked}4\r\nbody\r\n0\r\n`]) {
    const cut = read(begun);
    t.equal(cut.reader.end(), false, begun);
    t.notOk(cut.told.includes('end'));
  }
  t.equal(read(four).reader.end(), true);
  t.end();
});

void t.test('ten answers with 1xx before the one that counts', (t) => {
  const early = 'HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n';
  t.same(read(early.repeat(10) + four).told, ['head 200', 'body', 'end']);
  t.throws(() => read(early.repeat(11)), { code: 'HPE_USER' });
  t.throws(() => read('HTTP/1.1 101 Switching Protocols\r\n\r\n'), { code: 'HPE_USER' });
  t.end();
});

void t.test('what cannot become an answer is refused at once', (t) => {
  for (const begun of ['S', 'SSH-2.0-OpenSSH_9.2p1\r\n', 'HTTQ', 'HTTP/2', '\r\n', '\x15\x03\x01']) {
    t.throws(() => read(begun), { code: 'HPE_INVALID_CONSTANT' }, begun);
    t.throws(() => read(...byteByByte(begun)), { code: 'HPE_INVALID_CONSTANT' }, begun);
  }
  t.throws(() => read('HTTP/1.1 200 OK\n'), { code: 'HPE_CR_EXPECTED' });
  t.throws(() => read(`${head}X: ${'a'.repeat(17_000)}`), { code: 'HPE_HEADER_OVERFLOW' });
  t.end();
});

void t.test('short pieces of a body are limited', (t) => {
  const pieces = (count: number, length: number): string =>
    `1\r\na\r\n`.replace('1', length.toString(16)).replace('a', 'a'.repeat(length)).repeat(count);
  t.doesNotThrow(() => read(chunked + pieces(1000, 1)));
  t.throws(() => read(chunked + pieces(1100, 1)), { code: 'HPE_USER' });
  t.doesNotThrow(() => read(chunked + pieces(3000, 64)));
  t.throws(() => read(`${head}Content-Length: 9999\r\n\r\n`, ...byteByByte('a'.repeat(1100))), { code: 'HPE_USER' });
  t.end();
});
