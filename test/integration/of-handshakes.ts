import type { ExpositionSample } from '../fixtures/exposition.js';

/** Whether a sample is of an endpoint and not told over HTTP, where much depends on what the client may see. */
export function ofHandshakes({ name, labels }: ExpositionSample): boolean {
  const told = /_kubernetes_version_info$|_health_check$/.test(name) || labels['source'] === 'metrics';
  return name.startsWith('apiserver_endpoint_') && !told;
}

/** Whether it tells neither of the process nor of how long this look took. */
export function outlivesTheProcess(sample: ExpositionSample): boolean {
  return (
    ofHandshakes(sample) && sample.labels['certificate'] !== 'loopback' && !/_process_|_duration_/.test(sample.name)
  );
}

/** Name and labels of each; without those of identity, which go with a certificate. */
export function seriesOf(samples: readonly ExpositionSample[]): readonly string[] {
  return samples
    .filter(({ name }) => !name.endsWith('_info'))
    .map(({ name, labels }) => `${name}${JSON.stringify(labels)}`);
}
