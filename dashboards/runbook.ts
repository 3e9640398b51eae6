/** The URL where docs/runbooks is published. Anyone who imports the dashboards replaces it: see docs/dashboards.md. */
const runbooks = 'https://runbooks.example.com/apiserver-cert-exporter';

/** Returns the URL of an alert's runbook. The page `README` is the list of all runbooks. */
export function runbook(page: string): string {
  return `${runbooks}/${page}.md`;
}
