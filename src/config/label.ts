/** Labels of the exporter's own series: a label of the user's with such a name would take their place. */
const ownLabels = [
  'address',
  'certificate',
  'check',
  'fingerprint_sha256',
  'git_version',
  'issuer_cn',
  'key_algorithm',
  'name',
  'path',
  'phase',
  'probe',
  'reason',
  'serial_number',
  'signature_algorithm',
  'source',
  'subject_cn',
  'target',
  // Histograms and summaries (OpenMetrics 1.0).
  'le',
  'quantile',
];

/** Labels that Prometheus or its operator attach: they would turn ours into `exported_…`. */
const attachedLabels = ['cluster', 'container', 'endpoint', 'instance', 'job', 'namespace', 'pod', 'service'];

const reserved = new Set([...ownLabels, ...attachedLabels]);

/** Whether a target may carry this label: a label name of Prometheus' data model that nobody else uses. */
export function isFreeLabelName(name: string): boolean {
  return /^[a-z_]\w*$/i.test(name) && !name.startsWith('__') && name.length <= 128 && !reserved.has(name);
}
