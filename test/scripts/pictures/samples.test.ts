import t from 'tap';
import { labelOf, parseSamples, withLabels } from '../../../scripts/pictures/samples.js';

void t.test('samples are read, with labels that have spaces and braces', (t) => {
  const text = '# HELP a Text.\n# TYPE a gauge\na 1\nb{c="d {e} f",g="h"} 2.5e3\nb{le="+Inf"} +Inf\n';
  t.same(
    [...parseSamples(text)],
    [
      ['a', 1],
      ['b{c="d {e} f",g="h"}', 2500],
      ['b{le="+Inf"}', Infinity],
    ],
  );
  t.throws(() => parseSamples('a 1 1700000000000'), { message: 'not a sample: a 1 1700000000000' });
  t.end();
});

void t.test('labels are put in front of others', (t) => {
  t.equal(withLabels('a', { b: 'c"d' }), String.raw`a{b="c\"d"}`);
  t.equal(withLabels('a{x="{y}"}', { b: 'c', d: 'e' }), 'a{b="c",d="e",x="{y}"}');
  t.equal(withLabels('a{}', { b: 'c' }), 'a{b="c"}');
  t.end();
});

void t.test('a label is found by its whole name', (t) => {
  const series = 'a{my_target="one",target="two"}';
  t.equal(labelOf(series, 'target'), 'two');
  t.equal(labelOf(series, 'my_target'), 'one');
  t.equal(labelOf(series, 'address'), undefined);
  t.end();
});
