import { PassThrough } from 'node:stream';
import t from 'tap';
import type { BodyReader } from '../../src/net/http-answer.js';
import { DeadlineError, failureOf, startExchange } from '../../src/net/http-exchange.js';
import { MalformedAnswerError } from '../../src/net/malformed-answer.js';

/** A clock that is a second later whenever it is asked. */
function seconds() {
  let now = 0;
  return { now: () => (now += 1), monotonic: () => 0 };
}

const readText: BodyReader<string> = async (_status, body) => {
  let text = '';
  for await (const piece of body) text += String(piece);
  return text;
};

const begin = (read = readText) => startExchange(read, new PassThrough(), seconds());
const answer = 'HTTP/1.1 200 OK\r\nDate: now\r\nContent-Length: 4\r\n\r\nbody';

void t.test('an answer, and when it was sent and answered', async (t) => {
  const exchange = begin();
  t.equal(exchange.keepsOpen(), undefined);
  t.equal(exchange.take(Buffer.from(answer.slice(0, 50))), true);
  t.equal(exchange.keepsOpen(), undefined);
  t.equal(exchange.take(Buffer.from(answer.slice(50))), true);
  t.equal(exchange.keepsOpen(), true);
  exchange.fail(new Error('too late'));
  const dated = { date: 'now', sentAt: 1, answeredAt: 2 };
  t.same(await exchange.answer, { ok: true, status: 200, body: 'body', dated });
});

void t.test('the date of an answer that a cache has kept does not count', async (t) => {
  const exchange = begin();
  exchange.take(Buffer.from(answer.replace('Date', 'Age: 1\r\nDate')));
  t.match(await exchange.answer, { ok: true, dated: { date: undefined } });
});

void t.test('bytes that nobody has asked for', async (t) => {
  const exchange = begin();
  t.equal(exchange.take(Buffer.from(`${answer}more`)), false);
  t.match(await exchange.answer, { ok: true, body: 'body' });
  t.equal(exchange.take(Buffer.from('more')), false);
});

void t.test('the end of the connection', async (t) => {
  const whole = begin();
  whole.take(Buffer.from('HTTP/1.1 200 OK\r\n\r\nbody'));
  whole.end();
  t.match(await whole.answer, { ok: true, body: 'body' });
  t.equal(whole.keepsOpen(), false);
  const cut = begin();
  cut.take(Buffer.from(answer.slice(0, -1)));
  cut.end();
  t.match(await cut.answer, { ok: false, failure: { kind: 'broken', error: { code: 'ECONNRESET' } } });
  t.equal(cut.keepsOpen(), undefined);
});

void t.test('a malformed answer, and a reader that fails', async (t) => {
  const malformed = begin();
  t.equal(malformed.take(Buffer.from('SSH')), false);
  t.match(await malformed.answer, { ok: false, failure: { kind: 'malformed', code: 'HPE_INVALID_CONSTANT' } });
  const failing = begin(() => Promise.reject(new Error('reader')));
  failing.take(Buffer.from(answer));
  t.match(await failing.answer, { ok: false, failure: { kind: 'broken', error: { message: 'reader' } } });
});

void t.test('failures by their errors', (t) => {
  t.same(failureOf(new DeadlineError()), { kind: 'timeout' });
  t.same(failureOf(new MalformedAnswerError('HPE_USER')), { kind: 'malformed', code: 'HPE_USER' });
  const error = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  t.same(failureOf(error), { kind: 'broken', error });
  t.end();
});
