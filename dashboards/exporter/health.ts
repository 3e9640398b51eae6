import type { Row } from '../dashboard.js';
import { palette } from '../appearance/palette.js';
import { plainSteps } from '../appearance/steps.js';
import { truthWords } from '../appearance/words.js';
import { info, label, value } from '../panels/column.js';
import { stateTimeline } from '../panels/state-timeline.js';
import { table } from '../panels/table.js';
import { worstFirst } from '../queries/history-queries.js';
import { ofExporters } from '../queries/select.js';
import { ofExportersOnly, ofExportersSeen, perExporter } from './queries.js';

const loaded = ofExporters('apiserver_cert_exporter_config_last_reload_successful');
const loadedAt = ofExporters('apiserver_cert_exporter_config_last_reload_success_timestamp_seconds');
const build = ofExporters('apiserver_cert_exporter_build_info');

function of(metric: string): string {
  return `max by (${perExporter}) (${ofExportersOnly(ofExporters(metric))})`;
}

function seen(expr: string): string {
  return `min by (${perExporter}) (${ofExportersSeen(expr)})`;
}

export const health: Row = {
  title: 'Health',
  panels: [
    table({
      title: 'Exporters',
      description:
        'Shows each exporter with its version, its start time, the state of its configuration, and how many samples a scrape has. An exporter that could not load its configuration keeps the previous one. In that case, run config check.',
      empty: 'No exporter is scraped. Check the targets page of Prometheus.',
      alert: 'ApiserverCertExporterConfigReloadFailed',
      width: 24,
      height: 6,
      columns: [
        label('job', 'Job', { width: 195 }),
        label('instance', 'Exporter'),
        info(`max by (${perExporter}, version, node_version) (${build})`),
        label('version', 'Version', { width: 80 }),
        label('node_version', 'Node.js', { width: 85 }),
        value('Configuration', `min by (${perExporter}) (${loaded})`, {
          width: 125,
          unit: 'none',
          steps: plainSteps(palette.calm),
          mappings: [truthWords('loaded', 'old one kept', palette.calm)],
        }),
        value('Loaded (UTC)', `max by (${perExporter}) (${loadedAt}) * 1000`, { width: 155, unit: 'dateTimeAsIso' }),
        value('Started (UTC)', `${of('process_start_time_seconds')} * 1000`, { width: 155, unit: 'dateTimeAsIso' }),
        value('Samples', of('scrape_samples_scraped'), { width: 85, unit: 'none' }),
      ],
      sortBy: [{ title: 'Configuration' }, { title: 'Exporter' }],
    }),
    stateTimeline({
      title: 'Scraped',
      description:
        'Shows when Prometheus could scrape each exporter, and each target if targets are scraped through /probe. While scrapes fail, the other alerts cannot fire.',
      empty: 'No exporter was scraped in this time range.',
      alert: 'ApiserverCertExporterDown',
      width: 12,
      height: 6,
      queries: worstFirst(
        seen(ofExporters('up')),
        perExporter,
        '{{instance}} ({{job}})',
        // Not a subquery: Prometheus 2.42 finds nothing in one with another `@ end()` in it.
        seen(`min_over_time(${ofExporters('up')}[$__range] @ end())`),
      ),
      states: truthWords('scraped', 'not scraped'),
    }),
    stateTimeline({
      title: 'Configuration',
      description: 'Shows whether the last attempt to load the configuration was successful.',
      empty: 'No exporter was scraped in this time range.',
      alert: 'ApiserverCertExporterConfigReloadFailed',
      width: 12,
      height: 6,
      queries: worstFirst(`min by (${perExporter}) (${loaded})`, perExporter, '{{instance}}'),
      states: truthWords('loaded', 'old one kept'),
    }),
  ],
};
