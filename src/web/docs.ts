import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { guardFile } from '../document/guard-file.js';
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

/** docs/ is next to dist/ in a checkout, in the package and in the image. Tests run in build/. */
const folders = [new URL('../../docs/', import.meta.url), new URL('../../../docs/', import.meta.url)];

/** Lists the documentation once. Files that are added later are not shown. */
export function findDocs(candidates: readonly URL[] = folders): Docs {
  const [found] = candidates.flatMap((folder) => {
    const names = markdownIn(folder);
    return names.length > 0 ? [{ folder, names }] : [];
  });
  return {
    names: new Set(found?.names),
    read: (name) => guardFile('read', name, () => readFile(new URL(name, found?.folder), 'utf8')),
  };
}

function markdownIn(folder: URL): readonly string[] {
  try {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files.filter((name) => name.endsWith('.md')).toSorted();
  } catch {
    return [];
  }
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
