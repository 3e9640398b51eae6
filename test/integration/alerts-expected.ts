/** An alert as a person is told of it. */
export interface ExpectedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Where the faults are, as IP:port. */
export interface Places {
  /** Of the exporter. */
  readonly instance: string;
  readonly longRunning: string;
  readonly uncovered: string;
  /** Nothing listens there. */
  readonly refused: string;
}

const runbooks = 'https://runbooks.example.com/apiserver-cert-exporter';
const dashboards = 'https://grafana.example.com/d';

/** Every alert that the faults raise, to the letter. Durations are as `withoutSeconds` leaves them. */
export function expectedAlerts({ instance, longRunning, uncovered, refused }: Places) {
  const scraped = { job: 'apiserver-cert-exporter', instance };
  const demo = { ...scraped, target: 'demo', env: 'demo' };
  const loopback = { alertname: 'ApiserverLoopbackCertificateEnding', ...demo, address: longRunning };
  const failing = { alertname: 'ApiserverProbeFailing', ...scraped, address: refused, probe: 'serving' };
  return {
    loopbackCritical: alert(
      { ...loopback, certificate: 'loopback', severity: 'critical' },
      'The loopback certificate in the memory of an API server is about to expire.',
      `The loopback certificate of ${longRunning} (target demo) expires in 4d 22h 5_m. From then on, requests that the API server makes to itself fail. The certificate is in no file, and nothing renews it. First: restart the kube-apiserver process on that node, one node at a time.`,
    ),
    loopbackWarning: alert(
      { ...loopback, certificate: 'loopback', severity: 'warning' },
      'The loopback certificate in the memory of an API server expires soon.',
      `The loopback certificate of ${longRunning} (target demo) expires in 4d 22h 5_m. From then on, requests that the API server makes to itself fail. The certificate is in no file, and nothing renews it. First: plan a restart of the kube-apiserver process on that node, one node at a time.`,
    ),
    notCovered: alert(
      {
        alertname: 'ApiserverNameNotCovered',
        ...demo,
        address: uncovered,
        name: '203.0.113.10',
        severity: 'critical',
      },
      'The serving certificate of an API server does not cover a name that clients use.',
      `The certificate that ${uncovered} (target demo) serves does not cover 203.0.113.10. Clients that use this name refuse the connection. First: issue a new serving certificate on that node with this name among its SANs; kubeadm certs renew keeps the old SANs and does not help.`,
    ),
    unreachable: alert(
      { alertname: 'ApiserverTargetUnreachable', ...scraped, target: 'down', severity: 'critical' },
      'The exporter gets no serving certificate from any API server of a control plane.',
      'No address of target down shows a serving certificate (reason: refused). Either the control plane is down, or the exporter cannot reach it. First: run kubectl get --raw /readyz from another place, to find out which of the two it is.',
    ),
    failingAlone: alert(
      { ...failing, target: 'down', severity: 'warning' },
      'An API server cannot be probed, or only in part.',
      failingText(refused, 'down'),
    ),
    failingAmongOthers: alert(
      { ...failing, target: 'half', severity: 'warning' },
      'An API server cannot be probed, or only in part.',
      failingText(refused, 'half'),
    ),
    exporterDown: alert(
      { alertname: 'ApiserverCertExporterDown', ...scraped, severity: 'warning' },
      'Prometheus cannot scrape an apiserver-cert-exporter.',
      `Prometheus cannot scrape ${instance} (job apiserver-cert-exporter). Until it can, no alert can fire for anything that this exporter monitors. First: read the error on Prometheus' targets page. A timeout means that the scrape needs more time. Any other error means that the exporter does not run or cannot be reached.`,
      `apiserver-cert-exporter?var-instance=${encodeURIComponent(instance)}`,
    ),
  };
}

function failingText(address: string, target: string): string {
  return `The serving probe of ${address} (target ${target}) fails (reason: refused). Until it works again, this part of the API server is not monitored. First: find the reason in the runbook, and run apiserver-cert-exporter check ${address} where the exporter runs.`;
}

function alert(
  labels: Readonly<Record<string, string>>,
  summary: string,
  description: string,
  dashboard = `apiserver-cert-apiserver?var-target=${labels['target'] ?? ''}`,
): ExpectedAlert {
  const runbook_url = `${runbooks}/${labels['alertname'] ?? ''}.md`;
  return { labels, annotations: { summary, description, runbook_url, dashboard_url: `${dashboards}/${dashboard}` } };
}

/** A text without what passes while one looks: `4d 22h 58m 31s` becomes `4d 22h 5_m`. */
export function withoutSeconds(text: string): string {
  return text.replace(/(\d+d \d+h \d)\dm \d+s/, '$1_m');
}
