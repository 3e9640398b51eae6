import t from 'tap';
import { distinctTexts } from '../../src/findings/distinct-texts.js';

void t.test('each text once, in the order of their first appearance', (t) => {
  const items = [{ texts: ['b', 'a'] }, {}, { texts: ['a', 'c', 'b'] }] as readonly {
    readonly texts?: readonly string[];
  }[];
  t.same(
    distinctTexts(items, ({ texts }) => texts),
    ['b', 'a', 'c'],
  );
  t.same(
    distinctTexts([], () => ['a']),
    [],
  );
  t.end();
});
