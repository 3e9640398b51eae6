import { basename } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { guardFile } from '../document/guard-file.js';
import { listOwn, readOwn } from '../own-files/read-own.js';
import { type Html, html } from './page/html.js';
import { page } from './page/page.js';
import { sendPage } from './page/send-page.js';

/** The documentation of this version, which is part of the package. */
export interface Docs {
  /** Such as `runbooks/ApiserverNameNotCovered.md`. Empty: the documentation was not installed. */
  readonly names: ReadonlySet<string>;
  /** Returns the Markdown of one of `names`. */
  readonly read: (name: string) => Promise<string>;
}

const folder = 'docs/';

/** Lists the documentation once. Files that are added later are not shown. */
export function findDocs(list: (folder: string) => readonly string[] = listOwn, read = readOwn): Docs {
  const names = list(folder).filter((path) => path.endsWith('.md'));
  return {
    names: new Set(names.map((path) => path.slice(folder.length))),
    read: (name) => guardFile('read', name, () => read(`${folder}${name}`)),
  };
}

/** `/docs/`: the documentation of this version, including the runbooks, for anyone who is woken at night. */
export function addDocsRoutes(app: FastifyInstance, { names, read }: Docs, version: string): void {
  app.get('/docs/', (_request, reply) => sendPage(reply, docPage('', listing([...names]), version)));
  app.get<{ Params: { '*': string } }>('/docs/*', async (request, reply) => {
    const name = request.params['*'];
    // Only names that were found before are accepted. No path is made from the request.
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

/** Shows the Markdown source, which is readable without rendering. */
function document(name: string, markdown: string): Html {
  return html`<h1>${basename(name, '.md')}</h1><pre class="document">${markdown.split('\n').map((line) => html`${line}\n`)}</pre>`;
}
