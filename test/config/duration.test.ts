import fc from 'fast-check';
import t from 'tap';
import { parseDuration } from '../../src/config/duration.js';

void t.test('durations as Prometheus parses them', (t) => {
  const table: readonly [text: string, seconds: number | undefined][] = [
    ['0', 0],
    ['0s', 0],
    ['1ms', 0.001],
    ['500ms', 0.5],
    ['5s', 5],
    ['1m30s', 90],
    ['1h30m', 5_400],
    ['1d', 86_400],
    ['2w', 1_209_600],
    ['1y', 31_536_000],
    ['1y1w1d1h1m1s1ms', 32_230_861.001],
    ['90m', 5_400],
    ['292y', 9_208_512_000],
    ['293y', undefined],
    ['99999999999999999999y', undefined],
    ['', undefined],
    ['5', undefined],
    ['5 s', undefined],
    [' 5s', undefined],
    ['1.5s', undefined],
    ['-5s', undefined],
    ['+5s', undefined],
    ['5S', undefined],
    ['30s1m', undefined],
    ['1s1s', undefined],
    ['1us', undefined],
    ['٥s', undefined],
    ['5s\n', undefined],
  ];
  for (const [text, seconds] of table) t.equal(parseDuration(text), seconds, JSON.stringify(text));
  t.end();
});

void t.test('a duration is the sum of its parts', (t) => {
  const parts = fc.record(
    { y: fc.nat(99), w: fc.nat(99), d: fc.nat(99), h: fc.nat(99), m: fc.nat(99), s: fc.nat(99), ms: fc.nat(9999) },
    { requiredKeys: ['s'] },
  );
  fc.assert(
    fc.property(parts, ({ y, w, d, h, m, s, ms }) => {
      const all = Object.entries({ y, w, d, h, m, s, ms }).filter(([, count]) => count !== undefined);
      const text = all.map(([unit, count]) => `${count}${unit}`).join('');
      const days = (y ?? 0) * 365 + (w ?? 0) * 7 + (d ?? 0);
      const seconds = ((days * 24 + (h ?? 0)) * 60 + (m ?? 0)) * 60 + s;
      return parseDuration(text) === (seconds * 1000 + (ms ?? 0)) / 1000;
    }),
  );
  t.end();
});

void t.test('any text is a duration or undefined', (t) => {
  const texts = fc.oneof(fc.string(), fc.stringMatching(/^(\d{1,4}(y|w|d|h|m|s|ms)){0,8}$/));
  fc.assert(
    fc.property(texts, (text) => {
      const seconds = parseDuration(text);
      return seconds === undefined || (Number.isFinite(seconds) && seconds >= 0);
    }),
  );
  t.end();
});
