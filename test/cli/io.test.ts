import t from 'tap';
import { printableIo } from '../../src/cli/io.js';

function setup(isTTY?: boolean) {
  const written: string[] = [];
  const stream = { ...(isTTY !== undefined && { isTTY }), write: (text: string) => written.push(text) };
  return { io: printableIo(stream, stream), written };
}

void t.test('stdout has lines, stderr a line at a time', (t) => {
  const { io, written } = setup();
  io.stdout('a\u202e\nb\x1b[31m\n');
  io.stderr('c\nd\u202e\n');
  io.stderr('no end');
  t.same(written, ['a\\u202e\nb\\u001b[31m\n', 'c\\u{a}d\\u{202e}\n', 'no end']);
  t.end();
});

void t.test('a terminal gets the colours, and nothing else', (t) => {
  const { io, written } = setup(true);
  io.stdout('\x1b[31mred\x1b[39m\x1b[2J');
  io.stderr('\x1b[31mred\n');
  t.same(written, ['\x1b[31mred\x1b[39m\\u001b[2J', '\\u{1b}[31mred\n']);
  t.end();
});
