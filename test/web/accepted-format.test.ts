import fc from 'fast-check';
import t from 'tap';
import { acceptedFormat } from '../../src/web/accepted-format.js';
import { appOf } from './app-fixture.js';

const openMetrics = 'application/openmetrics-text';

/** What Prometheus sends: 2.42, 2.55 and 3. */
const prometheus = [
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
  'application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
  'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,text/plain;version=0.0.4;q=0.2,*/*;q=0.1',
];

void t.test('what clients send', (t) => {
  for (const accept of prometheus) t.equal(acceptedFormat(accept), 'openmetrics', accept);
  for (const [accept, format] of [
    [undefined, 'text'],
    ['', 'text'],
    ['*/*', 'text'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text'],
    ['text/html', 'text'],
    ['Application/OpenMetrics-Text; Version=1.0.0', 'openmetrics'],
    ['application/openmetrics-text;q=0', 'text'],
    ['application/openmetrics-text;q=0, */*', 'text'],
    ['text/plain;q=0, */*', 'openmetrics'],
    ['text/plain, application/openmetrics-text;q=0.9', 'text'],
    ['text/plain;Q=0.4, application/openmetrics-text;q=0.9', 'openmetrics'],
    ['application/*', 'openmetrics'],
    ['application/openmetrics-text-2', 'text'],
    ['x-application/openmetrics-text', 'text'],
    ['text/x;a="application/openmetrics-text"', 'text'],
  ] as const)
    t.equal(acceptedFormat(accept), format, String(accept));
  t.end();
});

/** Ranges, and to which of the two formats each applies, the most specific first. */
const ranges = {
  'text/plain': [2, -1],
  'application/openmetrics-text': [-1, 2],
  'text/*': [1, -1],
  'application/*': [-1, 1],
  '*/*': [0, 0],
  'text/html': [-1, -1],
  'application/vnd.google.protobuf': [-1, -1],
} as const;
type Range = keyof typeof ranges;

interface Weighted {
  readonly range: Range;
  /** In thousandths. Each occurs once, so that there is no tie. */
  readonly q: number;
}

const header = fc
  .record({
    some: fc
      .subarray(Object.keys(ranges) as Range[])
      .chain((some) => fc.shuffledSubarray(some, { minLength: some.length })),
    weights: fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 7, maxLength: 7 }),
  })
  .map(({ some, weights }) => some.map((range, i): Weighted => ({ range, q: weights[i] ?? 0 })));

const textOf = ({ range, q }: Weighted): string => `${range};q=${(q / 1000).toFixed(3)}`;

/** RFC 9110 12.5.1: the weight of a type is that of the most specific range that applies. */
function weight(accept: readonly Weighted[], format: 0 | 1): number {
  const applying = accept.filter(({ range }) => ranges[range][format] >= 0);
  const [best] = applying.toSorted((one, other) => ranges[other.range][format] - ranges[one.range][format]);
  return best?.q ?? 0;
}

void t.test('the heavier of the two formats, by the most specific range', (t) => {
  fc.assert(
    fc.property(header, (accept) => {
      const [text, open] = [weight(accept, 0), weight(accept, 1)];
      return acceptedFormat(accept.map(textOf).join(', ')) === (open > text ? 'openmetrics' : 'text');
    }),
    { numRuns: 2000 },
  );
  t.end();
});

const anyCase = (text: string): fc.Arbitrary<string> => fc.mixedCase(fc.constant(text));

void t.test('case, blanks and parameters change nothing', (t) => {
  const parameter = fc.constantFrom('', ';version=1.0.0', '; escaping=allow-utf-8', ';a="x, y;q=0"', ' ;charset=utf-8');
  const written = header
    .filter((accept) => accept.every(({ range }) => !range.endsWith('*')))
    .chain((accept) =>
      fc.tuple(
        fc.constant(accept),
        fc.tuple(
          ...accept.map(({ range, q }) =>
            fc
              .tuple(anyCase(range), parameter, fc.constantFrom('q', 'Q'), fc.constantFrom('', ' ', '\t'))
              .map(([name, more, letter, blank]) => `${blank}${name}${more};${blank}${letter}=${q / 1000}${blank}`),
          ),
        ),
      ),
    );
  fc.assert(
    fc.property(
      written,
      ([accept, parts]) => acceptedFormat(parts.join(',')) === acceptedFormat(accept.map(textOf).join()),
    ),
    { numRuns: 1000 },
  );
  t.end();
});

void t.test('anything else is text, or what it names, in little time', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (accept) => {
      return acceptedFormat(accept) === 'text' || /openmetrics|\*/i.test(accept);
    }),
  );
  const begun = performance.now();
  for (const piece of ['a/a,', 'a/*,', '*/*,', 'a/a;q=0.1;b="', ';;;,', '"\\', `${openMetrics}x,`])
    acceptedFormat(piece.repeat(8192 / piece.length));
  t.ok(performance.now() - begun < 500);
  t.end();
});

void t.test('gzip is negotiated in the same way', async (t) => {
  const { app } = await appOf(t);
  const encoding = async (header?: string): Promise<unknown> => {
    const headers = header === undefined ? {} : { 'accept-encoding': header };
    return (await app.inject({ url: '/metrics', headers })).headers['content-encoding'];
  };
  for (const header of ['gzip', 'GZip', 'deflate, gzip;q=0.5', 'br;q=1, gzip;q=0.1', '*'])
    t.equal(await encoding(header), 'gzip', header);
  for (const header of [undefined, '', 'gzip;q=0', 'GZIP;Q=0', 'identity', 'deflate', '*;q=0', 'xgzip'])
    t.equal(await encoding(header), undefined, String(header));
});
