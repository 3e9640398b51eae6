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
        'Shows how long Prometheus waits for each exporter. The dashed timeout appears if Prometheus runs with --enable-feature=extra-scrape-metrics. The exporter answers before the timeout with the results that it has. If scrapes come close to the timeout, raise the timeout or spread the targets through /probe.',
      empty: 'No exporter was scraped in this time range.',
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
        'Shows how long the collections of all targets took, as the exporter measures it. One line in one colour means that the exporter is steady. A second line further up means that some endpoint runs into a timeout now and then.',
      empty: 'Nothing was collected in this time range.',
      width: 12,
      height: 8,
      expr: `sum by (le) (increase(${buckets}[$__rate_interval]))`,
      unit: 's',
    }),
    timeSeries({
      title: 'Shared probes',
      description:
        'Shows how often a scrape joined a probe of a target that another scrape had started. A few are normal with more than one Prometheus. Many mean that scrapes take longer than the time between them.',
      empty: 'No exporter was scraped in this time range.',
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
        'Shows how often probes failed, over all exporters. The reasons too_many_open_files and internal are faults of the exporter. The others are faults of what it probes.',
      empty: 'No probe failed in this time range.',
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
        'Shows how often a limit was exceeded and the rest was cut. There are limits for the certificates of a chain, addresses, names, health checks and labels. Any value above zero comes from a mistake, or from a malicious server.',
      empty: 'No exporter was scraped in this time range.',
      width: 12,
      height: 7,
      queries: [
        {
          expr: `sum by (what) (rate(${ofExporters('apiserver_cert_exporter_truncations_total')}[$__rate_interval]))`,
          legend: '{{what}}',
        },
      ],
      unit: 'cps',
    }),
    timeSeries({
      title: 'Addresses not dialled',
      description:
        'Shows how often a list of the Kubernetes API (api) or a DNS name (dns, and proxy for that of a proxy) or a client of /probe (request) led to a loopback, link-local, metadata or similar address. Any value above zero comes from a mistake, or from somebody who wants the exporter to connect there. The notes of the status page name the addresses.',
      empty: 'No exporter was scraped in this time range.',
      width: 12,
      height: 7,
      queries: [
        {
          expr: `sum by (source) (rate(${ofExporters('apiserver_cert_exporter_refused_addresses_total')}[$__rate_interval]))`,
          legend: '{{source}}',
        },
      ],
      unit: 'cps',
    }),
  ],
};
