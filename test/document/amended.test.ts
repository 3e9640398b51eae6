import t from 'tap';
import { amended } from '../../src/document/amended.js';
import { YamlFault } from '../../src/document/yaml.js';

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
