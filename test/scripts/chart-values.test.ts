import t from 'tap';
import { withValues } from '../../scripts/chart-readme.js';
import { chartValues } from '../../scripts/chart-values.js';

const yaml = `# The values of the chart.

# -- A name.
# Or none.
name: ""
# What is about all of it.
image:
  # -- Its tag | or not.
  # @default -- that of the chart
  tag: ""
  # -- Mapping.
  limits:
    cpu: 1
    # -- Of memory.
    memory: 2
  # BEGIN generated: alerts
  # -- A list.
  list:
    - key: value
  # END generated: alerts
`;

void t.test('keys have the comment right above them, and their default', (t) => {
  t.same(
    chartValues(yaml).map(({ path, meaning, about, default: shown }) => [path, meaning, about, shown]),
    [
      ['name', 'A name. Or none.', undefined, '`""`'],
      [
        'image',
        undefined,
        'What is about all of it.',
        '`{"tag":"","limits":{"cpu":1,"memory":2},"list":[{"key":"value"}]}`',
      ],
      ['image.tag', 'Its tag | or not.', undefined, 'that of the chart'],
      ['image.limits', 'Mapping.', undefined, '`{"cpu":1,"memory":2}`'],
      ['image.limits.memory', 'Of memory.', undefined, '`2`'],
      ['image.list', 'A list.', undefined, '`[{"key":"value"}]`'],
    ],
  );
  t.end();
});

const readme = `# Chart
<!-- BEGIN generated: values (npm run generate) -->
old
<!-- END generated: values -->
the end
`;

void t.test('the README has a table of them between two lines', (t) => {
  const text = withValues(readme, yaml);
  t.match(text, /^# Chart\n<!-- BEGIN[^]+\n<!-- END generated: values -->\nthe end\n$/);
  t.notMatch(text, 'old');
  t.match(
    text,
    '\nWhat is about all of it.\n\n| key | meaning | default |\n|---|---|---|\n| `image.tag` | Its tag \\| or not. |',
  );
  t.equal(withValues(text, yaml), text);
  t.throws(() => withValues('# Chart\n', yaml), /no lines <!-- BEGIN/);
  t.throws(() => withValues(readme, `${yaml}\nother: 1\n`), /no comment '# -- …' above other/);
  t.end();
});
