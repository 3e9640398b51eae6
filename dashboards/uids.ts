/** The uids of the dashboards. Links and the alerts' dashboard_url use them, so they never change. */
export const uids = {
  overview: 'apiserver-cert-overview',
  apiserver: 'apiserver-cert-apiserver',
  exporter: 'apiserver-cert-exporter',
} as const;

/** The dashboards find each other by this tag. */
export const tag = 'apiserver-cert-exporter';
