import t from 'tap';
import { parseMoment } from '../../../src/cli/inspect/parse-moment.js';

const seconds = (iso: string): number => Date.parse(iso) / 1000;

void t.test('dates and times', (t) => {
  const cases: readonly (readonly [text: string, iso: string])[] = [
    ['2027-01-31', '2027-01-31T00:00:00Z'],
    ['2028-02-29', '2028-02-29T00:00:00Z'],
    ['2027-01-31T08:09:10Z', '2027-01-31T08:09:10Z'],
    ['2027-01-31t08:09:10z', '2027-01-31T08:09:10Z'],
    ['2027-01-31 08:09:10.999Z', '2027-01-31T08:09:10Z'],
    ['2027-01-31T08:09:10+02:30', '2027-01-31T05:39:10Z'],
    ['2027-01-31T23:09:10-05:00', '2027-02-01T04:09:10Z'],
    ['0000-01-01', '0000-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
  ];
  for (const [text, iso] of cases) t.equal(parseMoment(text), seconds(iso), text);
  t.end();
});

void t.test('anything else is refused', (t) => {
  const cases = [
    '',
    'now',
    '1801353600',
    '2027-1-31',
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-01-00',
    '2027-01-31T08:09Z',
    '2027-01-31T08:09:10',
    '2027-01-31T24:00:00Z',
    '2027-01-31T08:60:00Z',
    '2027-01-31T08:00:60Z',
    '2027-01-31T08:00:00+24:00',
    '2027-01-31T08:00:00Z ',
    '12027-01-31',
    '0000-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
  ];
  for (const text of cases) t.equal(parseMoment(text), undefined, text);
  t.end();
});
