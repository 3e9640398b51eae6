import fc from 'fast-check';
import t from 'tap';
import { html, markupOf, type Part } from '../../../src/web/page/html.js';

void t.test('markup stays, text is escaped', (t) => {
  const cases: readonly (readonly [Part, string])[] = [
    [html`<p class="a">b & c</p>`, '<p class="a">b & c</p>'],
    [html`<p>${'<script>alert("x")</script>'}</p>`, '<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;</p>'],
    [html`<a title="${"\" onmouseover='x'"}">`, '<a title="&quot; onmouseover=&#39;x&#39;">'],
    [html`<p>${'&lt;'}</p>`, '<p>&amp;lt;</p>'],
    [html`<ul>${['<', '>'].map((item) => html`<li>${item}</li>`)}</ul>`, '<ul><li>&lt;</li><li>&gt;</li></ul>'],
    [html`${0}${undefined}${false}${''}${['&', [html`<b>`]]}`, '0&amp;<b>'],
    ['a\u202eb\u001bc\nd', 'a\\u{202e}b\\u{1b}c\\u{a}d'],
    ['müller ☃ 日本', 'müller ☃ 日本'],
    // Escapes in a template work as in any other template.
    [html`a\n${'b'}\u00e9`, 'a\nb\u00e9'],
  ];
  for (const [part, expected] of cases) t.equal(markupOf(part), expected);
  t.end();
});

void t.test('no text is mistaken for markup', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = markupOf(html`<b title="${text}">${text}</b>`);
      return !/[<>"'\p{Cc}\p{Cf}\p{Cs}]/u.test(shown.slice('<b title="'.length, -'</b>'.length).replace('">', ''));
    }),
  );
  t.end();
});

void t.test('an object from outside is not markup', (t) => {
  const forged = JSON.parse('{"markup": "<b>", "Symbol(markup)": "<b>"}') as Part;
  t.throws(() => markupOf(forged), TypeError);
  t.end();
});
