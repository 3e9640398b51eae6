import fc from 'fast-check';
import t from 'tap';
import { writeCleanLabels, joinedLabels, writeLabels, withoutEmptyLabels } from '../../src/metrics/write-labels.js';
import { labelValue } from '../../src/metrics/label-value.js';

void t.test('what is short, plain and printable is written as it is, all else as a label value', (t) => {
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('a', ' ', '~', '"', '\\', '\n', '\x7f', '…'), maxLength: 300 }),
    fc.integer({ min: 250, max: 260 }).map((length) => 'a'.repeat(length)),
  );
  fc.assert(
    fc.property(
      value,
      value,
      (one, other) =>
        writeLabels({ one, other }) === writeCleanLabels({ one: labelValue(one), other: labelValue(other) }),
    ),
  );
  t.equal(writeLabels({ a: '1', b: 'x"y\\' }), String.raw`a="1",b="x\"y\\"`);
  t.equal(writeLabels({}), '');
  t.end();
});

void t.test('empty labels', (t) => {
  t.equal(joinedLabels('', 'a="1"'), 'a="1"');
  t.equal(joinedLabels('a="1"', ''), 'a="1"');
  t.equal(withoutEmptyLabels('a="",b="1",c="",d=""'), 'b="1"');
  t.equal(withoutEmptyLabels('a=""'), '');
  const text = String.raw`a="=",b="x,c=\"\"",d="="`;
  t.equal(withoutEmptyLabels(text), text);
  t.end();
});
