import { restartsLead, togetherLead } from '../src/findings/kinds/restarts-together.js';
import { type Threshold, thresholds } from '../src/findings/severity/thresholds.js';
import { day } from '../src/x509/validity.js';

export type Severity = 'warning' | 'critical';

/** A number in the expression of an alert that the chart's values can change. */
export interface ChartThreshold {
  readonly key: 'days' | 'lifetimeShare' | 'floorDays' | 'floorShare';
  /** What config/alerts.yml has. */
  readonly value: number;
}

type ByAlert = Readonly<Record<string, Readonly<Partial<Record<Severity, readonly ChartThreshold[]>>>>>;

const { serving, file, chain, loopback } = thresholds;

/**
 * Only numbers that no text of the alert repeats, and that Kubernetes does not fix. What counts as renewed in time stays as it is: it belongs to
 * the metric that the exporter computes.
 */
export const chartThresholds: ByAlert = {
  ApiserverServingCertificateEnding: { warning: ofLifetime(serving.warning), critical: ofLifetime(serving.critical) },
  ApiserverTrustEnding: { warning: [inDays(chain.warning.days)], critical: [inDays(chain.critical.days)] },
  ApiserverLoopbackCertificateEnding: {
    warning: ofLifetime(loopback.warning),
    critical: ofLifetime(loopback.critical),
  },
  ApiserverLoopbackCertificatesEndTogether: { warning: [inDays(togetherLead / day)] },
  ApiserverLoopbackRestartsTogether: { critical: [inDays(restartsLead / day)] },
  ApiserverFileCertificateEnding: { warning: ofLifetime(file.warning), critical: ofLifetime(file.critical) },
};

/**
 * Puts `$days` and so on in place of the numbers. Throws if the expression has none of these, so that the chart cannot offer a threshold that
 * changes nothing.
 */
export function withMarkers(alert: string, severity: Severity, expr: string): string {
  return (chartThresholds[alert]?.[severity] ?? []).reduce((text, { key, value }) => {
    const marked = text.replaceAll(placeOf(key, value), (place) => place.replace(String(value), `$${key}`));
    if (marked === text)
      throw new Error(`${alert} (${severity}) has no ${key} of ${value}: see scripts/chart-thresholds.ts`);
    return marked;
  }, expr);
}

function placeOf(key: ChartThreshold['key'], value: number): RegExp {
  const number = String(value).replace('.', '\\.');
  return key.endsWith('Share')
    ? new RegExp(`(?<=\\) \\* )${number}(?=,)`, 'g')
    : new RegExp(`(?<![\\d.$])${number}(?= \\* 86400)`, 'g');
}

function inDays(value: number): ChartThreshold {
  return { key: 'days', value };
}

function ofLifetime({ days, share, floor }: Threshold): readonly ChartThreshold[] {
  const base: readonly ChartThreshold[] = [inDays(days), { key: 'lifetimeShare', value: share }];
  if (floor === undefined) return base;
  return [...base, { key: 'floorDays', value: floor.days }, { key: 'floorShare', value: floor.share }];
}
