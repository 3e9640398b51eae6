/** What there is to export. In its own file, so that --help does not load how it is done. */
export interface KindAbout {
  readonly about: string;
  /** Which links the user can set. */
  readonly links: readonly ('runbooks' | 'grafana')[];
  /** What to do with it, after it was written. */
  readonly example: string;
}

export const exportKinds = {
  rules: {
    about: 'the alert rules for Prometheus',
    links: ['runbooks', 'grafana'],
    example: '/etc/prometheus/rules --grafana-url https://grafana.example.com',
  },
  dashboards: {
    about: 'the dashboards for Grafana',
    links: ['runbooks'],
    example: '/var/lib/grafana/dashboards',
  },
  runbooks: {
    about: 'the runbooks, the procedures, and the pages that they link to, as Markdown',
    links: [],
    example: 'public/apiserver-cert-exporter',
  },
  chart: {
    about: 'the Helm chart',
    links: ['runbooks', 'grafana'],
    example: 'apiserver-cert-exporter --grafana-url https://grafana.example.com',
  },
} as const satisfies Readonly<Record<string, KindAbout>>;

export type ExportKind = keyof typeof exportKinds;
