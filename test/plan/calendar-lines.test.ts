import fc from 'fast-check';
import t from 'tap';
import { calendarLines, textValue } from '../../src/plan/calendar-lines.js';

void t.test('text is escaped', (t) => {
  t.equal(textValue('a,b;c\\d\ne'), 'a\\,b\\;c\\\\d\\ne');
  t.equal(textValue('CN="x": y'), 'CN="x": y');
  t.equal(textValue('a\rb\u202e'), 'a\\\\u{d}b\\\\u{202e}');
  t.end();
});

void t.test('long lines are folded at 75 octets, between characters', (t) => {
  t.equal(calendarLines(['BEGIN:VCALENDAR', 'X:1']), 'BEGIN:VCALENDAR\r\nX:1\r\n');
  t.equal(calendarLines(['a'.repeat(75)]), `${'a'.repeat(75)}\r\n`);
  t.equal(calendarLines(['a'.repeat(76)]), `${'a'.repeat(75)}\r\n a\r\n`);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const line = `SUMMARY:${textValue(text)}`;
      const folded = calendarLines([line]);
      return (
        folded.replaceAll('\r\n ', '') === `${line}\r\n` &&
        folded.split('\r\n').every((each) => Buffer.byteLength(each) <= 75 && each.isWellFormed())
      );
    }),
  );
  t.end();
});
