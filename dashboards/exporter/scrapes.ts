import type { Row } from '../dashboard.js';
import { reasonsByUse } from '../appearance/reasons-by-use.js';
import { palette } from '../appearance/palette.js';
import { truncationWords } from '../appearance/reason-words.js';
import { refusalSourceWords } from '../appearance/refusal-source-words.js';
import { faultSteps } from '../appearance/steps.js';
import { noFault } from '../appearance/words.js';
import { label, value } from '../panels/column.js';
import { heatmap } from '../panels/heatmap.js';
import { table } from '../panels/table.js';
import { timeSeries } from '../panels/time-series.js';
import { ofExporters } from '../queries/select.js';
import { ofExportersOnly, perExporter } from './queries.js';

const buckets = ofExporters('apiserver_cert_exporter_scrape_duration_seconds_bucket');
const coalesced = ofExporters('apiserver_cert_exporter_coalesced_scrapes_total');
const truncations = ofExporters('apiserver_cert_exporter_truncations_total');
const refused = ofExporters('apiserver_cert_exporter_refused_addresses_total');

function of(metric: string): string {
  return `max by (${perExporter}) (${ofExportersOnly(ofExporters(metric))})`;
}

/** Whole numbers: Prometheus extrapolates an increase to the ends of the range. */
const counted = {
  width: 80,
  unit: 'none',
  decimals: 0,
  steps: faultSteps(palette.calm, palette.warning),
  mappings: [noFault],
};

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
      height: 10,
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
      height: 10,
      expr: `sum by (le) (increase(${buckets}[$__rate_interval]))`,
      unit: 's',
    }),
    timeSeries({
      title: 'Failed probes in the last hour',
      description:
        'Shows how many probes failed in the hour before, by reason, over all exporters. The reasons too_many_open_files and internal are faults of the exporter. The others are faults of what it probes.',
      empty: 'No probe failed in this time range.',
      alert: 'ApiserverProbeFailing',
      width: 12,
      height: 10,
      queries: [
        {
          expr: `sum by (reason) (increase(${ofExporters('apiserver_cert_exporter_probe_failures_total')}[1h])) > 0`,
          legend: '{{reason}}',
        },
      ],
      unit: 'none',
      decimals: 0,
      names: reasonsByUse,
    }),
    timeSeries({
      title: 'Shared probes in the last hour',
      description:
        'Shows how many scrapes of the hour before joined a probe of a target that another scrape had started. A few are normal with more than one Prometheus. Many mean that scrapes take longer than the time between them.',
      empty: 'No exporter was scraped in this time range.',
      width: 12,
      height: 10,
      queries: [{ expr: `sum by (${perExporter}) (increase(${coalesced}[1h]))`, legend: '{{instance}}' }],
      unit: 'none',
      decimals: 0,
      axisTo: 10,
    }),
    table({
      title: 'Cut off',
      description:
        'Shows how often a limit was exceeded and the rest was cut, in this time range. Any number above zero comes from a mistake, or from a malicious server.',
      empty: 'No exporter was scraped.',
      width: 12,
      height: 8,
      columns: [
        value('Times', `sum by (what) (increase(${truncations}[$__range]))`, counted),
        label('what', 'What was cut', { mappings: [truncationWords] }),
      ],
      sortBy: [{ title: 'Times', descending: true }, { title: 'What was cut' }],
    }),
    table({
      title: 'Addresses not dialled',
      description:
        'Shows how often somebody led to a loopback, link-local, metadata or similar address, which the exporter does not dial, in this time range. Any number above zero comes from a mistake, or from somebody who wants the exporter to connect there. The notes of the status page name the addresses.',
      empty: 'No exporter was scraped.',
      width: 12,
      height: 8,
      columns: [
        value('Times', `sum by (source) (increase(${refused}[$__range]))`, counted),
        label('source', 'Who led there', { mappings: [refusalSourceWords] }),
      ],
      sortBy: [{ title: 'Times', descending: true }, { title: 'Who led there' }],
    }),
  ],
};
