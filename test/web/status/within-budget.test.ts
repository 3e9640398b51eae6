import t from 'tap';
import { html, markupOf } from '../../../src/web/page/html.js';
import { withinBudget } from '../../../src/web/status/within-budget.js';

void t.test('as many as fit, and always the first', (t) => {
  const items = ['aaaa', 'bb', 'cccc', 'd'];
  const cases = [
    { items: 9, characters: 99, shown: 4 },
    { items: 2, characters: 99, shown: 2 },
    { items: 9, characters: 6, shown: 2 },
    // Items after one that does not fit are not shown either, even if they are short: no item is skipped.
    { items: 9, characters: 9, shown: 2 },
    { items: 9, characters: 1, shown: 1 },
  ];
  for (const { shown: count, ...budget } of cases) {
    const { shown, rest } = withinBudget(items, (item) => html`${item}`, budget);
    t.same(shown.map(markupOf), items.slice(0, count));
    t.same(rest, items.slice(count));
  }
  t.same(
    withinBudget([], () => html``, { items: 1, characters: 1 }),
    { shown: [], rest: [] },
  );
  t.end();
});

void t.test('no more items are rendered than necessary', (t) => {
  let rendered = 0;
  withinBudget(
    [1, 2, 3, 4],
    () => {
      rendered += 1;
      return html`xx`;
    },
    { items: 4, characters: 3 },
  );
  t.equal(rendered, 2);
  t.end();
});
