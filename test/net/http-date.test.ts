import fc from 'fast-check';
import t from 'tap';
import { parseHttpDate } from '../../src/net/http-date.js';

const last = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

void t.test('what servers send', (t) => {
  t.equal(parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT'), 784_111_777);
  t.equal(parseHttpDate('Thu, 29 Feb 2024 00:00:00 GMT'), Date.UTC(2024, 1, 29) / 1000);
  t.equal(parseHttpDate('Fri, 31 Dec 9999 23:59:59 GMT'), last);
  fc.assert(
    fc.property(fc.integer({ min: Date.UTC(1000, 0) / 1000, max: last }), (seconds) => {
      const text = new Date(seconds * 1000).toUTCString();
      return parseHttpDate(text) === seconds;
    }),
  );
  t.end();
});

void t.test('the same text again, and another one after it', (t) => {
  const texts = ['Sun, 06 Nov 1994 08:49:37 GMT', 'Sun, 06 Nov 1994 08:49:38 GMT', 'Sun, 06 Nov 1994 08:49:60 GMT'];
  const seconds = [784_111_777, 784_111_778, undefined];
  for (const again of [0, 0, 1, 1, 2, 2, 0]) t.equal(parseHttpDate(texts[again]!), seconds[again]);
  t.end();
});

void t.test('nothing else', (t) => {
  for (const text of [
    '',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
    'Mon, 06 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 UTC',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    ' Sun, 06 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 GMT\n',
    'sun, 06 nov 1994 08:49:37 GMT',
    'Sun, 06 Xyz 1994 08:49:37 GMT',
    'Thu, 30 Feb 2023 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:49:37 GMT',
    'Sun, 06 Nov 1994 08:60:37 GMT',
    'Sun, 06 Nov 1994 08:49:60 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
  ])
    t.equal(parseHttpDate(text), undefined, text);
  fc.assert(fc.property(fc.string({ maxLength: 40 }), (text) => parseHttpDate(text) === undefined));
  t.end();
});
