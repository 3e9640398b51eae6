import t from 'tap';
import { thresholds } from '../../../src/findings/severity/thresholds.js';
import { markupOf } from '../../../src/web/page/html.js';
import { lifeBar } from '../../../src/web/status/life-bar.js';

const day = 86_400;

function bar(lifetimeDays: number, leftDays: number): { readonly filled: number; readonly mark: number } {
  const validity = { notBefore: 0, notAfter: lifetimeDays * day };
  const svg = markupOf(lifeBar(validity, thresholds.serving, 'warning', (lifetimeDays - leftDays) * day));
  const [, filled, mark] = /<rect class="warning" width="(\d+)" .*<rect class="mark" x="(\d+)"/.exec(svg) ?? [];
  return { filled: Number(filled), mark: Number(mark) };
}

void t.test('filled by the remaining lifetime, in thousandths', (t) => {
  const cases = { 365: 1000, 182.5: 500, 1: 8, 0: 0, [-5]: 0, 400: 1000 };
  for (const [left, filled] of Object.entries(cases)) t.equal(bar(365, Number(left)).filled, filled, left);
  t.end();
});

void t.test('a mark where a warning begins: by days, or by share for short lifetimes', (t) => {
  t.equal(bar(365, 100).mark, Math.round((1000 * 30) / 365));
  t.equal(bar(30, 10).mark, 250);
  t.end();
});

void t.test('a certificate that ends before it begins has an empty bar', (t) => {
  t.equal(bar(-1, -1).filled, 0);
  t.end();
});

void t.test('hidden from screen readers, without style attributes', (t) => {
  const svg = markupOf(lifeBar({ notBefore: 0, notAfter: day }, thresholds.loopback, 'info', 0));
  t.match(svg, 'aria-hidden="true"');
  t.notMatch(svg, /style=/);
  t.end();
});
