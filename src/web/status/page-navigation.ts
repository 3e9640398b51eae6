import type { PageContent } from '../page/page.js';
import type { Links } from './status.js';

/** The links at the top of the status page. */
export function pageNavigation({ metrics, docs }: Pick<Links, 'metrics' | 'docs'>): PageContent['links'] {
  return [['Metrics', metrics], ...(docs === undefined ? [] : documentation(docs))];
}

function documentation(docs: string): PageContent['links'] {
  return [
    ['Runbooks', `${docs}runbooks/README.md`],
    ['Documentation', docs],
  ];
}
