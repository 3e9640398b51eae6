import t from 'tap';
import { html, markupOf } from '../../../src/web/page/html.js';
import { noticePage } from '../../../src/web/status/notice-page.js';

void t.test('why there is no status page, and the way to it', (t) => {
  const links = { metrics: 'm', docs: 'docs/', runbook: () => undefined };
  const shown = markupOf(noticePage({ version: '1.2.3', links }, 'No', html`<p>because</p>`));
  t.match(shown, '<title>No · apiserver-cert-exporter</title>');
  t.match(shown, /<h1>No<\/h1>\n<p>because<\/p>\n<p><a href=".\/">Show everything<\/a><\/p>/);
  t.match(shown, '<a href="./m">Metrics</a>');
  t.match(shown, '6a5acd', 'the icon is neither red nor green');
  t.end();
});
