import t from 'tap';
import { goValue } from '../../src/document/go-value.js';
import { parseYaml } from '../../src/document/yaml.js';

const node = (text: string) => goValue(parseYaml(text, 100).marks());
const value = (text: string): unknown => JSON.parse(JSON.stringify(node(text)?.value ?? null));

void t.test('of two equal keys the later one wins, and a merge counts where it stands', (t) => {
  t.strictSame(value('a: 1\nb: 2\na: ~'), { a: null, b: 2 });
  t.strictSame(value('x: {a: 1, <<: {a: 2, b: 3}}'), { x: { a: 2, b: 3 } });
  t.strictSame(value('x: {<<: {a: 2, b: 3}, a: 1}'), { x: { a: 1, b: 3 } });
  t.strictSame(value('<<: [{a: 1}, {a: 2, b: 2}]'), { a: 1, b: 2 });
  t.strictSame(value('"<<": {a: 1}'), { '<<': { a: 1 } });
  t.strictSame(value('!!merge "<<": {a: 1}'), { a: 1 });
  t.strictSame(value('x: &x {a: 1}\nz: {<<: *x, b: 2}'), { x: { a: 1 }, z: { a: 1, b: 2 } });
  t.throws(() => node('<<: 5'), /^a merge/);
  t.throws(() => node('<<: [{}, 5]'), /^a merge/);
  t.end();
});

void t.test('keys become text', (t) => {
  t.strictSame(value('1: a\n0x10: b\nyes: c\n1.5: d'), { 1: 'a', 16: 'b', true: 'c', '1.5': 'd' });
  for (const text of ['~: a', '? [a]\n: b', '{{a: b}: c}'])
    t.throws(() => node(text), /^a key must be plain text/, text);
  t.end();
});

void t.test('aliases stand for the last anchor of their name', (t) => {
  t.strictSame(value('[&x 1, &x 2, *x]'), [1, 2, 2]);
  t.strictSame(value('{&k a: 1, b: *k}'), { a: 1, b: 'a' });
  t.throws(() => node('[*x]'), /has no anchor/);
  t.throws(() => node('&x [*x]'), /inside the value that it stands for/);
  t.match(node('&x [1, 2]'), { size: 3 });
  t.match(node('[&x [1, 2], *x]'), { size: 7 });
  t.equal(node(''), undefined);
  t.end();
});
