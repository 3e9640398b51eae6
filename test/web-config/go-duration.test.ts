import fc from 'fast-check';
import t from 'tap';
import { parseGoDuration } from '../../src/web-config/go-duration.js';
import { tooMuchGrowth } from '../fixtures/growth.js';

void t.test('durations as Go parses them', (t) => {
  const table: readonly [text: string, seconds: number | undefined][] = [
    ['0', 0],
    ['0s', 0],
    ['1s', 1],
    ['1.5s', 1.5],
    ['.5s', 0.5],
    ['1.s', 1],
    ['1h2m3s', 3723],
    ['3s1h', 3603],
    ['250ms', 0.25],
    ['7us', 7e-6],
    ['7µs', 7e-6],
    ['7ns', 7e-9],
    ['1h1h', 7200],
    ['2562047h', 2562047 * 3600],
    ['2562048h', undefined],
    ['1s1', undefined],
    ['1s 1s', undefined],
    ['1..s', undefined],
    ['', undefined],
    ['1', undefined],
    ['s', undefined],
    ['.s', undefined],
    ['1d', undefined],
    ['-1s', undefined],
    ['1s ', undefined],
    ['1 s', undefined],
    ['1e3s', undefined],
  ];
  for (const [text, seconds] of table) t.equal(parseGoDuration(text), seconds, text);
  t.end();
});

void t.test('any text is a finite number of seconds, or none', (t) => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9.hmsnuµ]{0,12}$/), (text) => {
      const seconds = parseGoDuration(text);
      return seconds === undefined || (Number.isFinite(seconds) && seconds >= 0);
    }),
  );
  t.end();
});

void t.test('text that is nearly a duration takes linear time', (t) => {
  for (const nearly of ['1', '1.1', '1s', '1m', '.', '1 '])
    for (const end of ['', 'x', '.'])
      t.equal(
        tooMuchGrowth((count) => {
          const text = `${nearly.repeat(count)}${end}`;
          return () => parseGoDuration(text);
        }, 5000),
        undefined,
        `${nearly}… ${end}`,
      );
  t.end();
});
