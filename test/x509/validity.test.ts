import fc from 'fast-check';
import t from 'tap';
import { MalformedDer } from '../../src/x509/der.js';
import { isExpired, readValidity } from '../../src/x509/validity.js';
import { time, tlv } from './der-builder.js';

const sound = time('20200101000000Z');
const read = (text: string, tag?: number): number =>
  readValidity(Buffer.concat([sound, tag === undefined ? time(text) : time(text, tag)])).notAfter;
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

void t.test('the forms that Go accepts are read', (t) => {
  const dates = {
    '260131235959Z': '2026-01-31T23:59:59.000Z',
    '490101000000Z': '2049-01-01T00:00:00.000Z',
    '500101000000Z': '1950-01-01T00:00:00.000Z',
    '991231235959Z': '1999-12-31T23:59:59.000Z',
    '000229000000Z': '2000-02-29T00:00:00.000Z',
    '2601312359Z': '2026-01-31T23:59:00.000Z',
    '991015235900+1000': '1999-10-15T13:59:00.000Z',
    '9910152359-0130': '1999-10-16T01:29:00.000Z',
    '20500101000000Z': '2050-01-01T00:00:00.000Z',
    '00010101000000Z': '0001-01-01T00:00:00.000Z',
    '00000229000000Z': '0000-02-29T00:00:00.000Z',
    '00991231235959Z': '0099-12-31T23:59:59.000Z',
    '99991231235959Z': '9999-12-31T23:59:59.000Z',
    '20200101000000+0100': '2019-12-31T23:00:00.000Z',
  };
  for (const [text, date] of Object.entries(dates)) t.equal(iso(read(text)), date, text);
  t.end();
});

void t.test('text that is not a date is refused', (t) => {
  const texts = [
    '',
    'Z',
    '260131235959',
    '260131235959z',
    '260131235959Z ',
    ' 60131235959Z',
    '+60131235959Z',
    '26013123595Z',
    '260131235959.5Z',
    '260230000000Z',
    '250229000000Z',
    '19000229000000Z',
    '260001000000Z',
    '261301000000Z',
    '260100000000Z',
    '260132000000Z',
    '260131240000Z',
    '260131236000Z',
    '260131235960Z',
    '260131235959+0000',
    '260131235959-0000',
    '260131235959+0060',
    '260131235959+2500',
    '260131235959+01',
    '20260131235959.123Z',
    '202601312359Z',
    '20260131235959',
    '99991231235959-0100',
    '00000101000000+0100',
    '2026013123595９Z',
    'Bad time value',
    '20260131235959+010000',
  ];
  for (const text of texts) t.throws(() => read(text), { name: 'MalformedDer' }, text);
  t.throws(() => read('260131235959Z', 0x18), { name: 'MalformedDer' }, 'UTCTime under the tag of GeneralizedTime');
  t.throws(() => read('20260131235959Z', 0x17), { name: 'MalformedDer' }, 'and the reverse');
  t.throws(() => read('260131235959Z', 0x0c), { name: 'MalformedDer' }, 'a string of another type');
  t.throws(() => readValidity(sound), { message: 'notAfter: missing' });
  t.throws(() => readValidity(new Uint8Array()), { message: 'notBefore: missing' });
  t.throws(() => readValidity(tlv(0x17, [])), { name: 'MalformedDer' });
  t.end();
});

void t.test('every second of the years 0 to 9999 is read as it is written', (t) => {
  const [first, last] = [Date.parse('0000-01-01T00:00:00Z') / 1000, Date.parse('9999-12-31T23:59:59Z') / 1000];
  fc.assert(
    fc.property(fc.integer({ min: first, max: last }), (seconds) => {
      const text = iso(seconds).replace(/\.000|\D(?!$)/g, '');
      const short = /^(?:19[5-9]|20[0-4])/.test(text);
      return read(text, 0x18) === seconds && (!short || read(text.slice(2), 0x17) === seconds);
    }),
  );
  t.end();
});

void t.test('any text is read or refused', (t) => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9Z+-]{0,19}$/), fc.constantFrom(0x17, 0x18), (text, tag) => {
      try {
        return Number.isSafeInteger(read(text, tag));
      } catch (error) {
        return error instanceof MalformedDer;
      }
    }),
  );
  t.end();
});

void t.test('the last second is inclusive', (t) => {
  t.equal(isExpired({ notAfter: 10 }, 10), false);
  t.equal(isExpired({ notAfter: 10 }, 10.1), true);
  t.end();
});
