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
        'Shows the CPU time as a share of one core. TLS handshakes are most of it, so it grows with the number of API servers and names.',
      queries: [{ expr: of(cpu), legend: '{{instance}}' }],
      unit: 'percentunit',
      decimals: 1,
      axisTo: 0.1,
    }),
    resource({
      title: 'Memory',
      description:
        'Shows the memory of the process, and how much of it the JavaScript heap uses. It levels off. If it rises for days, please report it.',
      queries: [
        { expr: of(ofExporters('process_resident_memory_bytes')), legend: 'resident of {{instance}}' },
        { expr: of(ofExporters('nodejs_heap_size_used_bytes')), legend: 'heap of {{instance}}' },
      ],
      unit: 'bytes',
    }),
    resource({
      title: 'Event loop delay',
      description:
        'Shows how late the process starts its work, as the 99th percentile and as the mean. Each handshake blocks the process for a moment. At half a second or more, lower probe.concurrency.',
      queries: [
        { expr: of(ofExporters('nodejs_eventloop_lag_p99_seconds')), legend: 'p99 of {{instance}}' },
        { expr: of(ofExporters('nodejs_eventloop_lag_mean_seconds')), legend: 'mean of {{instance}}' },
      ],
      unit: 's',
    }),
    resource({
      title: 'Open files',
      description:
        'Shows the open file descriptors as a share of their limit. Each connection takes one. At the limit, probes fail with too_many_open_files. Raise the limit with ulimit -n or LimitNOFILE.',
      queries: [
        { expr: of(`${ofExporters('process_open_fds')} / ${ofExporters('process_max_fds')}`), legend: '{{instance}}' },
      ],
      unit: 'percentunit',
      decimals: 1,
      axisTo: 1,
    }),
  ],
};

function resource(spec: Omit<TimeSeriesSpec, 'empty' | 'width' | 'height'>) {
  return timeSeries({ ...spec, empty: 'No exporter was scraped in this time range.', width: 12, height: 10 });
}
