import { defaultRunbookUrl } from '../src/cli/export/project-urls.js';

/** Returns the URL of an alert's runbook. The page `README` is the list of all runbooks. Whoever exports the dashboards may set another base. */
export function runbook(page: string): string {
  return `${defaultRunbookUrl}/${page}.md`;
}
