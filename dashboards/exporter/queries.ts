import { ofExporters } from '../queries/select.js';

/** What a query about the exporters is told apart by. */
export const perExporter = 'cluster, job, instance';

/** What an exporter tells, whether scraped by itself or by /probe for one target. */
export const told = '{__name__=~"apiserver_cert_exporter_build_info|apiserver_target_discovery_success"}';

const ofOwn = ofExporters('', told.slice(1, -1));

/** Of what every process or scrape has, such as `up` and `process_cpu_seconds_total`, that of the exporters. */
export function ofExportersOnly(expr: string): string {
  return `${expr} and on (job, instance) ${ofOwn}`;
}

/** The same, also of exporters that were seen in this time and are gone now. */
export function ofExportersSeen(expr: string): string {
  return `${expr} and on (job, instance) last_over_time(${ofOwn}[$__range] @ end())`;
}
