import type { Row } from '../dashboard.js';
import { heatmap } from '../panels/heatmap.js';
import { timeSeries } from '../panels/time-series.js';
import { ofExporters } from '../queries/select.js';
import { ofExportersOnly, perExporter } from './queries.js';

const buckets = ofExporters('apiserver_cert_exporter_scrape_duration_seconds_bucket');

function of(metric: string): string {
  return `max by (${perExporter}) (${ofExportersOnly(ofExporters(metric))})`;
}

export const scrapes: Row = {
  title: 'Scrapes',
  panels: [
    timeSeries({
      title: 'Scrape time against timeout',
      description:
        'How long Prometheus waits for each exporter. The dashed timeout is there where Prometheus tells it: --enable-feature=extra-scrape-metrics. The exporter answers before the timeout with what it has; close to it, give the scrape more time or share the targets by /probe.',
      empty: 'No exporter was scraped in this time.',
      alert: 'ApiserverCertExporterDown',
      width: 12,
      height: 8,
      queries: [
        { expr: of('scrape_duration_seconds'), legend: '{{instance}}' },
        { expr: of('scrape_timeout_seconds'), legend: 'timeout of {{instance}}' },
      ],
      unit: 's',
      limits: 'timeout of .*',
    }),
    heatmap({
      title: 'Time that a collection takes',
      description:
        'Collections of all targets by how long they took, as the exporter measures it. One colour in one line is a steady exporter; a second line further up means that some endpoint runs into a timeout now and then.',
      empty: 'Nothing was collected in this time.',
      width: 12,
      height: 8,
      expr: `sum by (le) (increase(${buckets}[$__rate_interval]))`,
      unit: 's',
    }),
    timeSeries({
      title: 'Shared looks',
      description:
        'How often a scrape joined a look that another scrape had begun. More than one Prometheus makes some; many mean that scrapes take longer than the time between them.',
      empty: 'No exporter was scraped in this time.',
      width: 12,
      height: 7,
      queries: [
        {
          expr: `sum by (${perExporter}) (rate(${ofExporters('apiserver_cert_exporter_coalesced_scrapes_total')}[$__rate_interval]))`,
          legend: '{{instance}}',
        },
      ],
      unit: 'cps',
    }),
    timeSeries({
      title: 'Failed probes by reason',
      description:
        'How often probes failed, over all exporters. too_many_open_files and internal are faults of the exporter; the others of what it looks at.',
      empty: 'No probe failed in this time.',
      alert: 'ApiserverProbeFailing',
      width: 12,
      height: 7,
      queries: [
        {
          expr: `sum by (probe, reason) (rate(${ofExporters('apiserver_cert_exporter_probe_failures_total')}[$__rate_interval])) > 0`,
          legend: '{{probe}}: {{reason}}',
        },
      ],
      unit: 'cps',
    }),
    timeSeries({
      title: 'Cut off',
      description:
        'How often a look met more than it takes (certificates of a chain, SANs, addresses, names) and cut the rest. Anything but zero comes from a mistake, or from a server that means harm.',
      empty: 'No exporter was scraped in this time.',
      width: 24,
      height: 7,
      queries: [
        {
          expr: `sum by (what) (rate(${ofExporters('apiserver_cert_exporter_truncations_total')}[$__rate_interval]))`,
          legend: '{{what}}',
        },
      ],
      unit: 'cps',
    }),
  ],
};
