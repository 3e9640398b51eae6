import t from 'tap';
import { ChunkedBody } from '../../src/net/chunked-body.js';
import { byteByByte } from './byte-by-byte.js';

/** Returns the body, whether it has ended, and how many bytes of the last piece belong to it. */
function take(...pieces: readonly string[]) {
  let body = '';
  const chunks = new ChunkedBody((piece) => (body += piece.toString('latin1')));
  const taken = pieces.map((piece) => chunks.take(Buffer.from(piece, 'latin1'), 0));
  return { body, isDone: chunks.isDone, taken: taken.at(-1) };
}

const whole = '3\r\none\r\n00B;x=y;z="; "\r\n and two, 3\r\n0\r\nX-A: b\r\n\r\n';

void t.test('chunks, extensions and trailers, however they are cut', (t) => {
  const expected = { body: 'one and two, 3', isDone: true };
  t.match(take(`${whole}rest`), { ...expected, taken: whole.length });
  for (let cut = 1; cut < whole.length; cut += 1) {
    t.match(take(whole.slice(0, cut), whole.slice(cut)), { ...expected, taken: whole.length - cut }, `cut at ${cut}`);
    t.equal(take(whole.slice(0, cut)).isDone, false);
  }
  t.match(take(...byteByByte(whole)), expected);
  t.match(take('0\r\n\r\n'), { body: '', isDone: true });
  t.end();
});

void t.test('from a place within the bytes', (t) => {
  const chunks = new ChunkedBody((piece) => t.equal(String(piece), 'a'));
  t.equal(chunks.take(Buffer.from('head1\r\na\r\n0\r\n\r\n'), 4), 15);
  t.end();
});

void t.test('what is no chunk', (t) => {
  const refused = {
    HPE_INVALID_CHUNK_SIZE: [
      'zz\r\n',
      '\r\n',
      ' 1\r\n',
      '-1\r\n',
      '0x1\r\n',
      '1 \r\n',
      '1,a\r\n',
      '1;\x00\r\n',
      '1\r\nabc\r\n',
      `${'f'.repeat(13)}\r\n`,
      '1\r\naXX\r\n',
    ],
    HPE_CR_EXPECTED: ['1\n', '1\r\na\n'],
    HPE_INVALID_HEADER_TOKEN: ['0\r\nno trailer\r\n\r\n', '0\r\n X: a\r\n\r\n'],
    HPE_CHUNK_EXTENSIONS_OVERFLOW: [`1;${'a'.repeat(17_000)}`, `1;${'a'.repeat(1000)}\r\na\r\n`.repeat(17)],
    HPE_HEADER_OVERFLOW: [`0\r\nX: ${'a'.repeat(17_000)}`, `0\r\n${`X: ${'a'.repeat(1000)}\r\n`.repeat(17)}`],
  };
  for (const [code, bodies] of Object.entries(refused)) {
    for (const body of bodies) {
      t.throws(() => take(body), { code }, JSON.stringify(body.slice(0, 30)));
      t.throws(() => take(...byteByByte(body)), { code }, 'byte by byte');
    }
  }
  t.end();
});
