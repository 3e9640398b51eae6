import t from 'tap';
import type { Mark } from '../../src/document/outline.js';
import { unfitKey } from '../../src/document/unfit-key.js';

const end: Mark = { kind: 'end' };
const list: Mark = { kind: 'sequence', at: 50 };
const mapping: Mark = { kind: 'mapping', at: 60 };
const text = (text: string): Mark => ({ kind: 'scalar', at: 70, text });

const complex = 'a key must be plain text ([IPv6]:port needs quotes)';

void t.test('keys that plain objects cannot have', (t) => {
  const table: readonly [name: string, marks: readonly Mark[], expected: unknown][] = [
    ['a list', [mapping, list, text('x'), end, text('y'), end], { at: 50, message: complex }],
    ['a mapping', [{ ...mapping, at: 1 }, mapping, end], { at: 60, message: complex }],
    ['after a pair', [mapping, text('a'), list, end, list], { at: 50, message: complex }],
    ['in a list', [list, mapping, text('a'), text('b'), list], { at: 50, message: complex }],
    ['__proto__', [mapping, text('__proto__')], { at: 70, message: 'the key __proto__ cannot be used' }],
    ['constructor', [mapping, text('constructor')], { at: 70, message: 'the key constructor cannot be used' }],
    ['prototype', [mapping, text('prototype')], { at: 70, message: 'the key prototype cannot be used' }],
    ['values', [mapping, text('a'), list, list, end, mapping, end, end, text('b'), mapping, end, end], undefined],
    ['guarded words as values', [mapping, text('a'), text('__proto__'), end, list, text('constructor')], undefined],
    ['several documents', [text('a'), end, mapping, end, end], undefined],
    ['none', [], undefined],
  ];
  for (const [name, marks, expected] of table) t.same(unfitKey(marks), expected, name);
  t.end();
});
