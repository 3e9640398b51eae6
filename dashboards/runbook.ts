/** The URL where docs/runbooks is published. Anyone who imports the dashboards replaces it: see docs/dashboards.md. */
const runbooks = 'https://github.com/apiserver-cert-exporter/apiserver-cert-exporter/blob/main/docs/runbooks';

/** Returns the URL of an alert's runbook. The page `README` is the list of all runbooks. */
export function runbook(page: string): string {
  return `${runbooks}/${page}.md`;
}
