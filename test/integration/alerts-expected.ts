import { expectedAnnotations } from '../rules/expected-annotations.js';

/** An alert as a person receives it. */
export interface ExpectedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** The places of the faults, as IP:port. */
export interface Places {
  /** The exporter. */
  readonly instance: string;
  readonly longRunning: string;
  readonly uncovered: string;
  /** Nothing listens at either: the only address of its target, and one of two. */
  readonly onlyOne: string;
  readonly oneOfTwo: string;
}

/** Every alert that the faults raise, to the letter. Durations are as `withoutSeconds` leaves them. */
export function expectedAlerts({ instance, longRunning, uncovered, onlyOne, oneOfTwo }: Places) {
  const scraped = { job: 'apiserver-cert-exporter', instance };
  const demo = { ...scraped, target: 'demo', env: 'demo' };
  const loopback = {
    alertname: 'ApiserverLoopbackCertificateEnding',
    ...demo,
    address: longRunning,
    certificate: 'loopback',
  };
  const failing = { alertname: 'ApiserverProbeFailing', ...scraped, probe: 'serving', severity: 'warning' };
  return {
    loopbackCritical: alert({ ...loopback, severity: 'critical' }, '4d 22h 5_m'),
    loopbackWarning: alert({ ...loopback, severity: 'warning' }, '4d 22h 5_m'),
    notCovered: alert({
      alertname: 'ApiserverNameNotCovered',
      ...demo,
      address: uncovered,
      name: '203.0.113.10',
      role: 'client',
      severity: 'critical',
    }),
    unreachable: alert(
      { alertname: 'ApiserverTargetUnreachable', ...scraped, target: 'down', severity: 'critical' },
      ' refused',
    ),
    failingAlone: alert({ ...failing, target: 'down', address: onlyOne }, ' refused'),
    failingAmongOthers: alert({ ...failing, target: 'half', address: oneOfTwo }, ' refused'),
    exporterDown: alert({ alertname: 'ApiserverCertExporterDown', ...scraped, severity: 'warning' }),
  };
}

/** `rendered`: what the actions of its templates give, apart from labels. */
function alert(
  labels: Readonly<Record<string, string>> & { readonly alertname: string },
  ...rendered: readonly string[]
): ExpectedAlert {
  return { labels, annotations: expectedAnnotations(labels.alertname, labels, rendered) };
}

/** A text without what changes while a test runs: `4d 22h 58m 31s` becomes `4d 22h 5_m`. */
export function withoutSeconds(text: string): string {
  return text.replace(/(\d+d \d+h \d)\dm \d+s/, '$1_m');
}
