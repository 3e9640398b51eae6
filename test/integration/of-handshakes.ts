import type { ExpositionSample } from '../fixtures/exposition.js';

/** Whether a sample is about an endpoint and does not come from HTTP, which depends on the rights of the client. */
export function ofHandshakes({ name, labels }: ExpositionSample): boolean {
  const fromHttp = /_kubernetes_version_info$|_health_checks?$/.test(name) || labels['source'] === 'metrics';
  return name.startsWith('apiserver_endpoint_') && !fromHttp;
}

/** Whether a sample depends neither on the process nor on when the probe was made. */
export function outlivesTheProcess(sample: ExpositionSample): boolean {
  return (
    ofHandshakes(sample) &&
    sample.labels['certificate'] !== 'loopback' &&
    !/_process_|_duration_|_clock_/.test(sample.name)
  );
}

/** Returns the name and labels of each sample, except `_info` series, which change with the certificate. */
export function seriesOf(samples: readonly ExpositionSample[]): readonly string[] {
  return samples
    .filter(({ name }) => !name.endsWith('_info'))
    .map(({ name, labels }) => `${name}${JSON.stringify(labels)}`);
}
