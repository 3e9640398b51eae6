/** The project's home, as `repository` of package.json has it. */
export const projectUrl = 'https://github.com/apiserver-cert-exporter/apiserver-cert-exporter';

/** Returns the URL of a file of the project, given its path from the root. */
export function projectFileUrl(path: string): string {
  return `${projectUrl}/blob/main/${path}`;
}

/** The base of the URLs of runbooks in config/alerts.yml, dashboards and chart. A runbook is `/NAME.md` below it. */
export const defaultRunbookUrl = projectFileUrl('docs/runbooks');

/** What stands for the user's Grafana in config/alerts.yml. */
export const exampleGrafanaUrl = 'https://grafana.example.com';
