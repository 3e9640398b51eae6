import t from 'tap';
import { dateText, isoTime, secondText, spanText, timeLeft } from '../../src/text/time-text.js';

void t.test('spans in their two largest units', (t) => {
  const spans = [0, 59.9, 60, 3599, 3600, 86_399, 86_400, 31_535_999, -86_400 - 7200];
  t.same(spans.map(spanText), ['0s', '59s', '1m', '59m', '1h 0m', '23h 59m', '1d 0h', '364d 23h', '1d 2h']);
  t.end();
});

void t.test('dates in UTC, seconds cut off', (t) => {
  t.equal(dateText(1_652_180_293), '2022-05-10 10:58');
  t.equal(dateText(253_402_300_799), '9999-12-31 23:59');
  t.equal(dateText(-62_135_596_800), '0001-01-01 00:00');
  t.end();
});

void t.test('dates with seconds, fractions cut off', (t) => {
  t.equal(secondText(1_652_180_293.999), '2022-05-10 10:58:13');
  t.end();
});

void t.test('ISO 8601 in UTC, fractions cut off', (t) => {
  t.equal(isoTime(1_652_180_293), '2022-05-10T10:58:13Z');
  t.equal(isoTime(1_652_180_293.999), '2022-05-10T10:58:13Z');
  t.equal(isoTime(-62_135_596_800), '0001-01-01T00:00:00Z');
  t.end();
});

void t.test('time left, in words', (t) => {
  t.equal(timeLeft({ notBefore: 0, notAfter: 86_400 }, 0), '1d 0h left');
  t.equal(timeLeft({ notBefore: 0, notAfter: 86_400 }, 86_400), '0s left', 'the last second is valid');
  t.equal(timeLeft({ notBefore: 0, notAfter: 86_400 }, 86_401), 'EXPIRED 1s ago');
  t.equal(timeLeft({ notBefore: 90, notAfter: 900 }, 0), 'NOT VALID for 1m');
  t.end();
});
