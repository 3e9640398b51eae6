import { createHash } from 'node:crypto';
import fastify from 'fastify';
import t from 'tap';
import { html } from '../../../src/web/page/html.js';
import { page } from '../../../src/web/page/page.js';
import { sendPage } from '../../../src/web/page/send-page.js';

void t.test('the headers allow only reading the page', async (t) => {
  const app = fastify();
  t.teardown(() => app.close());
  const document = page({ title: 'x', state: 'info', version: '1', root: './', links: [], content: html`<p>ü</p>` });
  app.get('/', (_request, reply) => sendPage(reply, document));
  const { headers, body } = await app.inject('/');
  const [, style = ''] = /<style>([^]*)<\/style>/.exec(body) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  t.equal(
    headers['content-security-policy'],
    `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  t.match(headers, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  });
  t.match(body, '<p>ü</p>');
});
