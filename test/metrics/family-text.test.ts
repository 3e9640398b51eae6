import fc from 'fast-check';
import { Gauge, Registry } from 'prom-client';
import t from 'tap';
import { type Family, type Sample } from '../../src/metrics/family.js';
import { familyText } from '../../src/metrics/family-text.js';

const never = () => undefined;

function familyOf(samples: readonly Sample[], help = 'Help.'): Family<readonly Sample[]> {
  return { name: 'a', help, labels: ['b', 'c'], samples: () => samples };
}

void t.test('as prom-client writes it', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '\\', '\n', '"', '{', '}', ','), maxLength: 5 });
  const value = fc.oneof(fc.double({ noNaN: true }), fc.integer());
  await fc.assert(
    fc.asyncProperty(text, text, text, value, async (target, b, help, number) => {
      const labels = { b, c: '1' };
      const ours = await familyText(
        familyOf([{ labels, value: number }], `x${help}`),
        [{ value: [], labels: { target } }],
        ['target'],
        never,
      );
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

void t.test('numbers', async (t) => {
  const values = [1, -0.5, 1e21, NaN, Infinity, -Infinity];
  const samples = values.map((value, at) => ({ labels: { b: String(at) }, value }));
  const lines = (await familyText(familyOf(samples), [{ value: samples, labels: {} }], [], never)).split('\n');
  t.same(
    lines.slice(2).map((line) => line.split(' ')[1]),
    ['1', '-0.5', '1e+21', 'NaN', '+Inf', '-Inf'],
  );
  t.same(
    await familyText(familyOf([{ value: 1 }]), [{ value: [], labels: {} }], [], never),
    ['# HELP a Help.', '# TYPE a gauge', 'a 1'].join('\n'),
  );
});

void t.test('of equal series, the last one counts; an empty label is an absent one', async (t) => {
  const subject = (target: string, samples: readonly Sample[]) => ({ value: samples, labels: { target } });
  const family: Family<readonly Sample[]> = { name: 'a', help: 'Help.', labels: ['b'], samples: (each) => each };
  const text = await familyText(
    family,
    [subject('x', [{ value: 1 }, { labels: { b: '' }, value: 2 }]), subject('y', [{ value: 3 }])],
    ['target'],
    never,
  );
  t.same(text.split('\n').slice(2), ['a{target="x",b=""} 2', 'a{target="y"} 3']);
});

void t.test('it waits where the pace says so', async (t) => {
  const asked: number[] = [];
  let resume = (): void => undefined;
  const samples = [{ value: 1 }];
  const written = familyText(
    familyOf(samples),
    [1, 2].map((at) => ({ value: samples, labels: { target: String(at) } })),
    ['target'],
    (count) => {
      asked.push(count);
      return asked.length === 2 ? new Promise((resolve) => (resume = resolve)) : undefined;
    },
  );
  t.same(asked, [1, 1]);
  const early = await Promise.race([written, new Promise((resolve) => setImmediate(resolve, 'waits'))]);
  t.equal(early, 'waits');
  resume();
  t.equal((await written).split('\n').length, 4);
});
