/** What dashboards are addressed by, in links and in the alerts' dashboard_url: it never changes. */
export const uids = {
  overview: 'apiserver-cert-overview',
  apiserver: 'apiserver-cert-apiserver',
  exporter: 'apiserver-cert-exporter',
} as const;

/** By this tag the dashboards find each other. */
export const tag = 'apiserver-cert-exporter';
