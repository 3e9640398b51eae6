import t from 'tap';
import { parseYaml, YamlFault } from '../../src/document/yaml.js';

const faultOf = (work: () => unknown): YamlFault | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof YamlFault) return error;
    throw error;
  }
};

void t.test('marks have what is written beside a value', (t) => {
  const marks = [...parseYaml('a: &x !!str b\nc: *x\n"d": [1]\n', 9).marks()];
  t.match(marks, [
    { kind: 'mapping', at: 0 },
    { kind: 'scalar', text: 'a', plain: true },
    { kind: 'scalar', text: 'b', anchor: 'x', tag: '!!str' },
    { text: 'c' },
    { kind: 'scalar', alias: 'x', at: 17 },
    { text: 'd', plain: false },
    { kind: 'sequence' },
    { text: '1' },
    { kind: 'end' },
    { kind: 'end' },
    { kind: 'end' },
  ]);
  t.end();
});

void t.test('values of each document, and faults with their place and kind', (t) => {
  t.same(parseYaml('a: 1\n---\nb', 9).construct(), [{ a: 1 }, 'b']);
  t.match(
    faultOf(() => parseYaml('a: &x 1\nb: *x', 9).construct()),
    { at: 12, message: /^aliases/ },
  );
  t.match(
    faultOf(() => parseYaml('a: [\n1]', 9)),
    { kind: 'indentation', at: 5 },
  );
  t.match(
    faultOf(() => parseYaml('{}}', 9)),
    { kind: 'trailing', at: 2 },
  );
  t.match(
    faultOf(() => parseYaml('[[[]]]', 2)),
    { message: 'nested deeper than 2 levels' },
  );
  t.equal(faultOf(() => parseYaml('"', 9))?.kind, undefined);
  t.end();
});
