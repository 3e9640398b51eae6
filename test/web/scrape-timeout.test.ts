import t from 'tap';
import { scrapeTimeout } from '../../src/web/scrape-timeout.js';

void t.test('what Prometheus gives, less what rendering and the way back take', (t) => {
  t.equal(scrapeTimeout('10'), 9.5);
  t.equal(scrapeTimeout('10.000000'), 9.5, 'as Prometheus writes it');
  t.equal(scrapeTimeout('1'), 0.5);
  t.equal(scrapeTimeout('0.8'), 0.4, 'a short one keeps its half');
  t.equal(scrapeTimeout('0.000000001'), 0.0000000005);
  t.equal(scrapeTimeout('999999999'), 999_999_998.5);
  t.end();
});

void t.test('no limit of its own where it is absent or no positive number', (t) => {
  for (const header of [
    undefined,
    '',
    '0',
    '0.0',
    '-1',
    '+1',
    'NaN',
    'Inf',
    'Infinity',
    '1e3',
    '0x10',
    ' 1',
    '1,5',
    '1s',
  ]) {
    t.equal(scrapeTimeout(header), Infinity, JSON.stringify(header));
  }
  t.equal(scrapeTimeout('1'.repeat(10)), Infinity, 'thirty years');
  t.equal(scrapeTimeout(['5', '6']), Infinity, 'sent twice');
  t.end();
});
