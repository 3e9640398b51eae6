import t from 'tap';
import { html, markupOf } from '../../../src/web/page/html.js';
import { page } from '../../../src/web/page/page.js';

void t.test('a whole document, with links to the other pages', (t) => {
  const shown = markupOf(
    page({
      title: '<title>',
      state: 'critical',
      version: '1.2.3',
      root: '../',
      links: [['Metrics', 'metrics']],
      content: html`<h1>Hello</h1>`,
    }),
  );
  t.match(shown, /^<!doctype html>\n<html lang="en">/);
  t.match(shown, '<title>&lt;title&gt;</title>');
  t.match(shown, '<a href="../metrics">Metrics</a>');
  t.match(shown, '<a class="name" href="../">');
  t.match(shown, /<main id="main">\s*<h1>Hello<\/h1>\s*<\/main>/);
  t.match(shown, '%23c62828', 'the icon has the colour of the state');
  t.end();
});

void t.test('no scripts, and nothing to fetch', (t) => {
  const shown = markupOf(
    page({ title: 'x', state: 'info', version: '1', root: './', links: [], content: html`<p></p>` }),
  );
  t.notMatch(shown, /<script|javascript:| on\w+=| style=| src=|url\(|@import/i);
  t.same(
    [...shown.matchAll(/<link [^>]*href="([a-z]+:)/g)].map(([, scheme]) => scheme),
    ['data:'],
  );
  t.end();
});
