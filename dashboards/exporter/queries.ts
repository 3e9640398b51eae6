import { ofExporters } from '../queries/select.js';

/** The labels that identify an exporter, for `by (…)`. */
export const perExporter = 'cluster, job, instance';

/** Selects metrics of an exporter, whether it is scraped itself or through /probe for one target. */
export const exporterMetrics = '{__name__=~"apiserver_cert_exporter_build_info|apiserver_target_discovery_success"}';

const ofOwn = ofExporters('', exporterMetrics.slice(1, -1));

/** Limits metrics of any process or scrape, such as `up` and `process_cpu_seconds_total`, to those of the exporters. */
export function ofExportersOnly(expr: string): string {
  return `${expr} and on (job, instance) ${ofOwn}`;
}

/** Like `ofExportersOnly`, but includes exporters that were seen in this time range and are gone now. */
export function ofExportersSeen(expr: string): string {
  return `${expr} and on (job, instance) last_over_time(${ofOwn}[$__range] @ end())`;
}
