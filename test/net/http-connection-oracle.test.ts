import fc from 'fast-check';
import t from 'tap';
import { mutatedAnswers } from './answer-cases.js';
import { type Arrival, type Outcome, withNode, withOurs } from './answer-oracle.js';

/** Where we are stricter than Node: an answer is none for us. A reader between us and the server might read each of these otherwise. */
const stricter: readonly RegExp[] = [
  /^[\r\n]/,
  /(?:^|\r\n\r\n)HTTP\/(?!1\.[01] [1-9]\d\d(?: [\t\x20-\x7e\x80-\xff]*)?\r\n)/,
  /transfer-encoding:(?![\t ]*chunked[\t ]*\r\n)/i,
  /transfer-encoding:[^]*transfer-encoding:/i,
  /content-length:[\t ]*0*\d{16}/i,
  /^HTTP\/1\.1 101/,
];

/** Where Node is stricter than we are. None of these changes where the body ends. */
const laxer: readonly RegExp[] = [
  // RFC 9112 6.3: no body, whatever the fields say.
  /HTTP\/1\.[01] (?:204|304)/,
  // Extensions of chunks and trailers, which nobody uses.
  /\r\n[\da-f]+;/i,
  /\r\n0+\r\n[^]*:/,
  // RFC 9110 5.5: white space around a value. Node 20 knows no tab before a length.
  /content-length:[\t ]*\t/i,
  // Fields of an answer with 1xx.
  /^HTTP\/1\.[01] 1\d\d/,
];

const matches = (patterns: readonly RegExp[], whole: string): boolean =>
  patterns.some((pattern) => pattern.test(whole));

const whole = (bytes: Buffer, isEnded: boolean): Arrival => ({ pieces: [bytes], isEnded });

function same(one: Outcome, other: Outcome): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Says what is wrong with our outcome beside Node's; undefined: nothing. */
function fault(text: string, ours: Outcome, nodes: Outcome): string | undefined {
  if (typeof ours === 'object' && typeof nodes === 'object') {
    const isSame = same({ ...ours, staysOpen: nodes.staysOpen }, nodes);
    // To end a connection that could be used again costs nothing but a request.
    if (isSame && (nodes.staysOpen || !ours.staysOpen)) return undefined;
    return matches(laxer, text) ? undefined : 'another answer';
  }
  if (typeof ours === 'object') {
    // What stands behind the answer is refused with the next request.
    return !ours.staysOpen || matches(laxer, text) ? undefined : 'no answer for Node';
  }
  return typeof nodes === 'object' && !matches(stricter, text) ? 'no answer for us' : undefined;
}

const seed = Number(process.env['HTTP_SEED'] ?? Date.now());
const runs = Number(process.env['HTTP_RUNS'] ?? 200);

void t.test(`generated and mutated answers: as Node's own client reads them (HTTP_SEED=${seed})`, async (t) => {
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(mutatedAnswers, fc.boolean(), async (text, isEnded) => {
      const arrival = whole(Buffer.from(text, 'latin1'), isEnded);
      const [ours, nodes] = await Promise.all([withOurs(arrival), withNode(arrival)]);
      if (typeof ours === 'object') answered += 1;
      const wrong = fault(text, ours, nodes);
      if (wrong !== undefined) throw new Error(`${wrong}: ${JSON.stringify({ ours, nodes })}`);
    }),
    { numRuns: runs, seed },
  );
  t.ok(answered > runs / 10, `${answered} of ${runs} were answers`);
});

void t.test(`the same, wherever an answer is cut (HTTP_SEED=${seed})`, async (t) => {
  let cuts = 0;
  await fc.assert(
    fc.asyncProperty(mutatedAnswers, fc.boolean(), async (text, isEnded) => {
      const bytes = Buffer.from(text, 'latin1');
      const expected = await withOurs(whole(bytes, isEnded));
      const places = Array.from({ length: Math.max(0, bytes.length - 1) }, (_, i) => i + 1);
      const outcomes = await Promise.all([
        ...places.map((at) => withOurs({ pieces: [bytes.subarray(0, at), bytes.subarray(at)], isEnded })),
        withOurs({ pieces: Array.from(bytes, (byte) => Buffer.from([byte])), isEnded }),
      ]);
      cuts += outcomes.length;
      const other = outcomes.findIndex((outcome) => !same(outcome, expected));
      if (other >= 0) throw new Error(`cut at ${other + 1}: ${JSON.stringify({ expected, got: outcomes[other] })}`);
    }),
    { numRuns: Math.ceil(runs / 10), seed },
  );
  t.ok(cuts > runs, `${cuts} cuts`);
});
