import fc from 'fast-check';
import { Gauge, Registry } from 'prom-client';
import t from 'tap';
import { type Family, type Sample } from '../../src/metrics/family.js';
import { familyText, type Subject, writeSubjects } from '../../src/metrics/family-text.js';

/** Without the last line end. */
function textOf<T>(family: Family<T>, subjects: readonly Subject<T>[]): string {
  return [...familyText(family, writeSubjects(subjects))].join('').replace(/\n$/, '');
}

function familyOf(samples: readonly Sample[], help = 'Help.'): Family<readonly Sample[]> {
  return { name: 'a', help, labels: ['b', 'c'], samples: () => samples };
}

void t.test('as prom-client writes it', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '\\', '\n', '"', '{', '}', ','), maxLength: 5 });
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer());
  await fc.assert(
    fc.asyncProperty(text, text, text, value, async (target, b, help, number) => {
      const labels = { b, c: '1' };
      const ours = textOf(familyOf([{ labels, value: number }], `x${help}`), [{ value: [], labels: { target } }]);
      const registry = new Registry();
      const gauge = new Gauge({
        name: 'a',
        help: `x${help}`,
        labelNames: ['target', 'b', 'c'],
        registers: [registry],
      });
      gauge.set({ target, b, c: '1' }, number);
      const theirs = (await registry.metrics()).trimEnd();
      const same = ours === theirs;
      // A line end is not printable, so that labels from outside never have one.
      return same || b.includes('\n');
    }),
  );
});

void t.test('numbers', (t) => {
  const values = [1, -0.5, 1e21, NaN, Infinity, -Infinity];
  const samples = values.map((value, at) => ({ labels: { b: String(at) }, value }));
  const lines = textOf(familyOf(samples), [{ value: samples, labels: {} }]).split('\n');
  t.same(
    lines.slice(2).map((line) => line.split(' ')[1]),
    ['1', '-0.5', '1e+21', 'NaN', '+Inf', '-Inf'],
  );
  t.same(
    textOf(familyOf([{ value: 1 }]), [{ value: [], labels: {} }]),
    ['# HELP a Help.', '# TYPE a gauge', 'a 1'].join('\n'),
  );
  t.end();
});

const family: Family<readonly Sample[]> = { name: 'a', help: 'Help.', labels: ['b'], samples: (each) => each };
const linesOf = (...subjects: readonly Subject<readonly Sample[]>[]): readonly string[] =>
  textOf(family, subjects).split('\n').slice(2);

void t.test('of equal series, the last one counts; an empty label is an absent one', (t) => {
  const subject = (target: string, samples: readonly Sample[]) => ({ value: samples, labels: { target } });
  const [one, empty] = [{ value: 1 }, { labels: { b: '' }, value: 2 }];
  t.same(linesOf(subject('x', [one, empty]), subject('y', [{ value: 3 }])), [
    'a{target="x",b=""} 2',
    'a{target="y"} 3',
  ]);
  t.same(linesOf(subject('x', [one]), subject('x', [empty])), ['a{target="x",b=""} 2'], 'of two subjects');
  t.same(linesOf({ value: [one], labels: {} }, { value: [empty], labels: {} }), ['a{b=""} 2'], 'without labels');
  const text = { labels: { b: 'c=""' }, value: 4 };
  t.same(linesOf(subject('x', [text, one])), [String.raw`a{target="x",b="c=\"\""} 4`, 'a{target="x"} 1']);
  t.end();
});

void t.test('a label of a sample counts more than one of its subject', (t) => {
  const value = [{ labels: { b: 'own' }, value: 1 }];
  t.same(linesOf({ value, labels: { target: 'x', b: 'of the subject' } }), ['a{target="x",b="own"} 1']);
  t.end();
});

void t.test('the labels of a certificate come last', (t) => {
  const value = [
    { identity: 'c="1"', value: 1 },
    { labels: { b: '2' }, identity: 'c="1"', value: 2 },
  ];
  t.same(linesOf({ value, labels: { target: 'x' } }), ['a{target="x",c="1"} 1', 'a{target="x",b="2",c="1"} 2']);
  t.end();
});

void t.test('a text for each subject, so that others can have turns between them', (t) => {
  const subjects = [1, 2, 3].map((at) => ({ value: at === 2 ? [] : [{ value: at }], labels: { target: String(at) } }));
  const [head, ...texts] = familyText(family, writeSubjects(subjects));
  t.equal(head, '# HELP a Help.\n# TYPE a gauge\n');
  t.same(texts, ['a{target="1"} 1\n', '', 'a{target="3"} 3\n']);
  t.end();
});
