import t from 'tap';
import { amended } from '../../src/document/amended.js';
import { YamlFault } from '../../src/document/yaml.js';
import { tooMuchGrowth } from '../fixtures/growth.js';

const of = (text: string, at: number, kind?: YamlFault['kind']) => amended(text, new YamlFault('', at, kind));

void t.test('a line that is not indented joins the one before it', (t) => {
  t.equal(of('a: [\n1]', 5, 'indentation'), 'a: [ 1]');
  t.equal(of('a: [ # c\r\n1]', 10, 'indentation'), 'a: [      1]');
  t.equal(of('a:\t[', 4, 'indentation'), 'a: [');
  t.equal(of('a', 0, 'indentation'), undefined);
  t.end();
});

void t.test('what follows the end is cut off', (t) => {
  t.equal(of('{}}', 2, 'trailing'), '{}');
  t.equal(of('# c\n--- [1] x', 12, 'trailing'), '# c\n--- [1] ');
  t.equal(of('  a: 1\nb: 2', 7, 'trailing'), '  a: 1\n');
  t.equal(of('a: 1\n- b', 5, 'trailing'), undefined);
  t.equal(of('"', 1), undefined);
  t.end();
});

void t.test('whatever stands before the first value takes linear time, and is skipped however long it is', (t) => {
  for (const part of [' \n', '\r', '#\n', '--- ', '---', ' ', ' #']) {
    const slow = tooMuchGrowth((count) => {
      const text = `a${part.repeat(count)}b\n`;
      return () => [of(part.repeat(count), 0, 'trailing'), of(`${text}]`, text.length, 'indentation')];
    }, 3000);
    t.equal(slow, undefined, JSON.stringify(part));
  }
  t.equal(of(`${' \n'.repeat(4_000_000)}{}}`, 8_000_002, 'trailing')?.slice(-3), '\n{}');
  t.end();
});
