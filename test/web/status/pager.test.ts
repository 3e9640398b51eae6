import t from 'tap';
import { markupOf } from '../../../src/web/page/html.js';
import { wholePage } from '../../../src/web/status/page-query.js';
import { nextPage, pager } from '../../../src/web/status/pager.js';
import { rankedTargets } from '../../../src/findings/cluster-view.js';
import { fleetWith } from '../../fixtures/fleet.js';

/** So many targets in full. */
function paged(count: number, page: number) {
  const detailed = rankedTargets(fleetWith(Array.from({ length: count }, () => 'none' as const)), []);
  return { query: { ...wholePage, severity: 'critical', page } as const, pages: Math.ceil(count / 20), detailed };
}

const numbersIn = (count: number, page: number): string =>
  [...markupOf(pager(paged(count, page))).matchAll(/<\/span>(\d+)<|(…)/g)]
    .map(([, number, gap]) => number ?? gap)
    .join(' ');

void t.test('nothing for one page', (t) => {
  t.equal(pager(paged(20, 1)), undefined);
  t.equal(nextPage(paged(20, 1)), undefined);
  t.end();
});

void t.test('the first, the last, and those near this one', (t) => {
  t.equal(numbersIn(45, 1), '1 2 3');
  t.equal(numbersIn(400, 1), '1 2 3 … 20');
  t.equal(numbersIn(400, 10), '1 … 8 9 10 11 12 … 20');
  t.equal(numbersIn(400, 20), '1 … 18 19 20');
  t.end();
});

void t.test('links keep what was asked for, and this page is marked', (t) => {
  const shown = markupOf(pager(paged(45, 2)));
  t.match(shown, 'In full: 21 to 40 of 45 targets, the worst first.');
  t.match(shown, '<a href="?severity=critical#targets"><span');
  t.match(shown, '<a href="?severity=critical&amp;page=2#targets" aria-current="page"><span');
  t.match(
    markupOf(nextPage(paged(45, 2))),
    '<a rel="next" href="?severity=critical&amp;page=3#targets">Next: targets 41 to 45</a>',
  );
  t.match(markupOf(nextPage(paged(41, 2))), 'Next: targets 41<');
  t.equal(nextPage(paged(45, 3)), undefined);
  t.end();
});
