import { type Html, html } from '../page/html.js';
import { page } from '../page/page.js';
import { pageNavigation } from './page-navigation.js';
import type { Status } from './status.js';

/** A page in place of the status page, which says why there is none. Nothing on it could be mistaken for the state of a target. */
export function noticePage({ version, links }: Pick<Status, 'version' | 'links'>, title: string, content: Html): Html {
  return page({
    title: `${title} · apiserver-cert-exporter`,
    state: 'unknown',
    version,
    root: './',
    links: pageNavigation(links),
    content: html`<div class="headline unknown"><h1>${title}</h1>
${content}
<p><a href="./">Show everything</a></p></div>
`,
  });
}
