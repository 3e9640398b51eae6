import t from 'tap';
import { andMore, limitedList, limitedNotes, limitedText, ownText } from '../../src/bounds/limited-list.js';
import { heldByEach } from '../fixtures/held.js';

void t.test('what is left out is counted', (t) => {
  t.same(limitedList(['a', 'b'], 2, andMore), ['a', 'b']);
  t.same(limitedList(['a', 'b', 'c'], 2, andMore), ['a', 'b', '… and 1 more']);
  t.same(limitedList(Array<string>(4_813).fill('a'), 1, andMore), ['a', '… and 4,812 more']);
  t.end();
});

void t.test('notes are bounded in number and length', (t) => {
  const notes = limitedNotes(Array<string>(5_000).fill('x'.repeat(5_000)));
  t.equal(notes.length, 21);
  t.ok(notes.join('').length < 21_000);
  t.equal(notes.at(-1), '… and 4,980 more');
  t.same(limitedNotes(['as it is']), ['as it is']);
  t.end();
});

void t.test('a part of a text keeps nothing else of it', async (t) => {
  const size = 1024 * 1024;
  const large = (index: number) => `${index}`.padEnd(size, 'x');
  const { bytes } = await heldByEach(20, (index) => limitedText(large(index), 100));
  t.ok(bytes < size / 10, `${bytes}`);
  const own = await heldByEach(20, (index) => ownText(large(index).slice(0, 100)));
  t.ok(own.bytes < size / 10, `${own.bytes}`);
  t.equal(limitedText('abc', 2), 'ab…');
  t.equal(limitedText('ab', 2), 'ab');
  t.equal(ownText('\ud83d'), '\ufffd');
  t.end();
});
