import fc from 'fast-check';
import t from 'tap';
import { labelValue, maxLabelLength } from '../../src/metrics/label-value.js';
import { parseGitVersion, parseHealthChecks, readStartTime } from '../../src/probe/http-answers.js';

void t.test('/version: no version, or one that is fit for a label', (t) => {
  const json = fc.oneof(
    fc.jsonValue(),
    fc.record({
      gitVersion: fc.oneof(
        fc.anything(),
        fc.string().map((text) => `v1${text}`),
      ),
    }),
  );
  const answer = fc.oneof(
    fc.string(),
    json.map((value) => String(stringify(value))),
  );
  fc.assert(
    fc.property(answer, (text) => {
      const version = parseGitVersion(text);
      return version === undefined || (/^v\d[\x21-\x7e]*$/.test(version) && version.length < 70);
    }),
    { numRuns: 5000 },
  );
  t.end();
});

/** Undefined for a value that JSON cannot express. */
function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

void t.test('/livez: each check once, at most 200, names fit for a label', (t) => {
  const line = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc
      .tuple(fc.constantFrom('[+]', '[-]', '[ ]', ''), fc.string({ maxLength: 200 }))
      .map(([mark, name]) => `${mark}${name} ok`),
    fc.nat(400).map((n) => `[+]check-${n} ok`),
  );
  const text = fc.array(line, { maxLength: 500 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, (text) => {
      const { checks, cut } = parseHealthChecks(text);
      const names = new Set(checks.map(({ check }) => check));
      const fit = [...names].every((name) => /^[\w./-]{1,128}$/.test(name));
      return names.size === checks.length && checks.length <= 200 && (!cut || checks.length === 200) && fit;
    }),
    { numRuns: 500 },
  );
  t.end();
});

void t.test('/metrics: the same start time, a number, however the text is cut into pieces', async () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      'process_start_time_seconds 1.7e9',
      'process_start_time_seconds{a="b"} 1',
      '# HELP process_start_time_seconds 2',
    ),
    fc.oneof(fc.double().map(String), fc.string()).map((value) => `process_start_time_seconds ${value}`),
  );
  const body = fc.array(line, { maxLength: 20 }).map((lines) => Buffer.from(lines.join('\n')));
  await fc.assert(
    fc.asyncProperty(body, fc.array(fc.nat(400), { maxLength: 10 }), async (body, cuts) => {
      const at = [0, ...cuts.map((cut) => Math.min(cut, body.length)).sort((a, b) => a - b), body.length];
      const whole = await readStartTime()(200, pieces(body, [0, body.length]));
      const inPieces = await readStartTime()(200, pieces(body, at));
      return Object.is(whole, inPieces) && (whole === undefined || Number.isFinite(whole));
    }),
    { numRuns: 1000 },
  );
});

async function* pieces(body: Buffer, at: readonly number[]): AsyncGenerator<Buffer> {
  for (const [i, end] of at.slice(1).entries()) yield await Promise.resolve(body.subarray(at[i], end));
}

void t.test('text of a certificate as a label: valid UTF-8 that prints, and short', (t) => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' }), { maxLength: 40 }),
      fc.array(fc.nat(0xffff)),
      (texts, units) => {
        const text = texts.join('') + String.fromCharCode(...units);
        const value = labelValue(text);
        const valid = Buffer.from(value).toString() === value && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
        return valid && value.length <= maxLabelLength;
      },
    ),
    { numRuns: 5000 },
  );
  t.end();
});
