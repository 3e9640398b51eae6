import t from 'tap';
import { markupOf } from '../../../src/web/page/html.js';
import { pageStyle } from '../../../src/web/page/page-style.js';

const style = markupOf(pageStyle);

/** The custom properties that a piece of style sheet defines. */
function defined(text: string): readonly string[] {
  return [...text.matchAll(/(--[a-z-]+):/g)].map(([, name = '']) => name).toSorted();
}

void t.test('every colour has a light and a dark value, and every colour that is used exists', (t) => {
  const [light = '', dark = ''] = style.split('prefers-color-scheme: dark');
  t.same(defined(light), defined(dark));
  const used = [...style.matchAll(/var\((--[a-z-]+)\)/g)].map(([, name = '']) => name);
  t.same([...new Set(used)].toSorted(), defined(light));
  t.end();
});

void t.test('the style sheet cannot end its own element', (t) => {
  t.notMatch(style, '<');
  t.end();
});
