import type { Row } from '../dashboard.js';
import { type TimeSeriesSpec, timeSeries } from '../panels/time-series.js';
import { ofExporters } from '../queries/select.js';
import { ofExportersOnly, perExporter } from './queries.js';

const cpu = `rate(${ofExporters('process_cpu_seconds_total')}[$__rate_interval])`;

function of(expr: string): string {
  return `max by (${perExporter}) (${ofExportersOnly(expr)})`;
}

export const resources: Row = {
  title: 'Process',
  panels: [
    resource({
      title: 'CPU',
      description:
        'Share of one core. Most of it are TLS handshakes, so it grows with the number of API servers and names.',
      queries: [{ expr: of(cpu), legend: '{{instance}}' }],
      unit: 'percentunit',
    }),
    resource({
      title: 'Memory',
      description:
        'What the process occupies, and what of it is in use by the JavaScript heap. It levels off; if it rises for days, please report it.',
      queries: [
        { expr: of(ofExporters('process_resident_memory_bytes')), legend: '{{instance}} resident' },
        { expr: of(ofExporters('nodejs_heap_size_used_bytes')), legend: '{{instance}} heap' },
      ],
      unit: 'bytes',
    }),
    resource({
      title: 'Event loop delay',
      description:
        'How late the process comes to its work, for 99 in 100 occasions and in the mean. Handshakes block it for a moment each; at half a second and more, lower probe.concurrency.',
      queries: [
        { expr: of(ofExporters('nodejs_eventloop_lag_p99_seconds')), legend: '{{instance}} p99' },
        { expr: of(ofExporters('nodejs_eventloop_lag_mean_seconds')), legend: '{{instance}} mean' },
      ],
      unit: 's',
    }),
    resource({
      title: 'Open files',
      description:
        'File descriptors, of which each connection takes one, and how many there may be. At the limit, probes fail with too_many_open_files: raise it with ulimit -n or LimitNOFILE.',
      queries: [
        { expr: of(ofExporters('process_open_fds')), legend: '{{instance}}' },
        { expr: of(ofExporters('process_max_fds')), legend: 'limit of {{instance}}' },
      ],
      unit: 'none',
      limits: 'limit of .*',
    }),
  ],
};

function resource(spec: Omit<TimeSeriesSpec, 'empty' | 'width' | 'height'>) {
  return timeSeries({ ...spec, empty: 'No exporter was scraped in this time.', width: 12, height: 7 });
}
