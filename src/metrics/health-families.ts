import type { Report } from '../probe/report.js';
import type { Family } from './family.js';

/** A kube-apiserver has about forty checks, which pass: a series for each of them would be a third of what an endpoint shows. */
const alwaysShown = 'loopback-serving-certificate';

/** The metrics of what a server says about its own health. */
export const healthFamilies: readonly Family<Report>[] = [
  {
    name: 'apiserver_endpoint_health_checks',
    help: 'Number of checks of /livez?verbose that pass, and that fail; of /healthz?verbose where there is no /livez. Absent where the server does not let us see them.',
    labels: ['result'],
    samples: ({ http }) => {
      const checks = http?.health ?? [];
      if (checks.length === 0) return [];
      const pass = checks.filter(({ healthy }) => healthy).length;
      return [
        { labels: { result: 'pass' }, value: pass },
        { labels: { result: 'fail' }, value: checks.length - pass },
      ];
    },
  },
  {
    name: 'apiserver_endpoint_health_check',
    help: 'A check that fails: present only while it fails, and then always 0. The check loopback-serving-certificate, of Kubernetes 1.36 and later, is always there: 1 while it passes.',
    labels: ['check'],
    samples: ({ http }) =>
      (http?.health ?? [])
        .filter(({ check, healthy }) => !healthy || check === alwaysShown)
        .map(({ check, healthy }) => ({ labels: { check }, value: Number(healthy) })),
  },
];
