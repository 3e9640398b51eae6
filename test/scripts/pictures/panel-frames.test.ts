import t from 'tap';
import { seriesFrames, tableFrame } from '../../../scripts/pictures/panel-frames.js';

const answer = [
  { metric: { __name__: 'a', address: 'one', target: 'x' }, values: [[60, '1']] },
  { metric: { cluster: 'c', address: 'two' }, values: [[60, 'NaN']] },
] as const;

void t.test('a series is a frame with the name that the legend gives it', (t) => {
  const query = { refId: 'A', expr: 'a', legendFormat: '{{ address }} of {{target}}' };
  const [first, second] = seriesFrames(query, answer, 60_000);
  t.match(first, { refId: 'A', length: 1 });
  t.same(first?.fields[0], { name: 'Time', type: 'time', config: { interval: 60_000 }, values: [60_000] });
  t.same(first?.fields[1], {
    name: 'Value',
    type: 'number',
    labels: { address: 'one', target: 'x' },
    config: { displayNameFromDS: 'one of x' },
    values: [1],
  });
  t.match(second?.fields[1], { config: { displayNameFromDS: 'two of target' }, values: [null] });
  const names = [answer, [{ metric: {}, values: [] }]].map(
    (each) => seriesFrames({ ...query, legendFormat: '__auto' }, each)[0]?.fields[1]?.config.displayNameFromDS,
  );
  t.same(names, ['a{address="one", target="x"}', 'a']);
  t.end();
});

void t.test('a table has a column for each label of any series', (t) => {
  const { fields, length } = tableFrame({ refId: 'B', expr: 'a' }, answer, false);
  t.equal(length, 2);
  t.same(
    fields.map(({ name, values }) => [name, values]),
    [
      ['Time', [60_000, 60_000]],
      ['__name__', ['a', '']],
      ['address', ['one', 'two']],
      ['target', ['x', '']],
      ['cluster', ['', 'c']],
      ['Value #B', [1, null]],
    ],
  );
  t.equal(tableFrame({ refId: 'B', expr: 'a' }, answer, true).fields.at(-1)?.name, 'Value');
  t.same(tableFrame({ refId: 'B', expr: 'a' }, [], true), { refId: 'B', length: 0, fields: [] });
  t.end();
});
