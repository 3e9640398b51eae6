import { ofExporters } from '../queries/select.js';

/** What a query about the exporters is told apart by. */
export const perExporter = 'cluster, job, instance';

/** Metrics of this name belong to exporters only; Node's and Prometheus' own, such as `up`, to others as well. */
const buildInfo = ofExporters('apiserver_cert_exporter_build_info');

/** Of what every process or scrape has, that of the exporters. */
export function ofExportersOnly(expr: string): string {
  return `${expr} and on (job, instance) ${buildInfo}`;
}

/** The same, also of exporters that were seen in this time and are gone now. */
export function ofExportersSeen(expr: string): string {
  return `${expr} and on (job, instance) last_over_time(${buildInfo}[$__range] @ end())`;
}
