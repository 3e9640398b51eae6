/** Where docs/runbooks is published. Whoever imports the dashboards replaces it: see docs/dashboards.md. */
const runbooks = 'https://runbooks.example.com/apiserver-cert-exporter';

/** The address of an alert's runbook, or of the list of all of them: `README`. */
export function runbook(page: string): string {
  return `${runbooks}/${page}.md`;
}
