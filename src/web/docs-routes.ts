import { basename } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Docs } from './docs.js';
import { type Html, html } from './html.js';
import { page } from './page.js';
import { sendPage } from './send-page.js';

/** `/docs/`: the documentation that came with this version, the runbooks among it, so that whoever is woken at night has it at hand. */
export function addDocsRoutes(app: FastifyInstance, { names, read }: Docs, version: string): void {
  app.get('/docs/', (_request, reply) => sendPage(reply, docPage('', listing([...names]), version)));
  app.get<{ Params: { '*': string } }>('/docs/*', async (request, reply) => {
    const name = request.params['*'];
    // What is asked for is only ever one of the names that were found: no path is made of it.
    if (!names.has(name)) return await reply.code(404).send('no such page\n');
    return await sendPage(reply, docPage(name, document(name, await read(name)), version));
  });
}

function docPage(name: string, content: Html, version: string): Html {
  const root = '../'.repeat(name.split('/').length);
  return page({
    title: `${name || 'Documentation'} · apiserver-cert-exporter`,
    state: 'info',
    version,
    root,
    links: [
      ['Status', ''],
      ['Documentation', 'docs/'],
    ],
    content,
  });
}

function listing(names: readonly string[]): Html {
  return html`<h1>Documentation</h1><ul class="pages">${names.map((name) => html`<li><a href="${name}">${name}</a></li>`)}</ul>`;
}

/** Markdown as it is: it was written to be read so. */
function document(name: string, markdown: string): Html {
  return html`<h1>${basename(name, '.md')}</h1><pre class="document">${markdown.split('\n').map((line) => html`${line}\n`)}</pre>`;
}
