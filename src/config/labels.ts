import * as v from 'valibot';
import { anyMapping } from '../document/schema-parts.js';
import { printableText } from './value-schema.js';

/** Labels of the exporter's own series. A label of the user with such a name would replace them. */
const ownLabels = [
  'address',
  'certificate',
  'check',
  'fingerprint_sha256',
  'git_version',
  'issuer_cn',
  'key_algorithm',
  'kind',
  'loopback_end',
  'name',
  'path',
  'phase',
  'probe',
  'reason',
  'result',
  'role',
  'serial_number',
  'signature_algorithm',
  'source',
  'subject_cn',
  'target',
  // Histograms and summaries (OpenMetrics 1.0).
  'le',
  'quantile',
];

/**
 * Labels that Prometheus or its operator attach to what they scrape. They would rename ours to `exported_…`. `cluster` is not among them: it is
 * an external label, which Prometheus adds only to series and alerts that lack it.
 */
const attachedLabels = ['container', 'endpoint', 'instance', 'job', 'namespace', 'pod', 'service'];

const reserved = new Set([...ownLabels, ...attachedLabels]);

/** Whether this is a label name of Prometheus' data model before UTF-8 names, which not every reader accepts. */
export function isLabelName(name: string): boolean {
  return /^[a-z_]\w*$/i.test(name) && name.length <= 128;
}

/** Whether neither Prometheus (which reserves `__…`) nor the exporter uses this label name. */
export function isFreeLabelName(name: string): boolean {
  return !name.startsWith('__') && !reserved.has(name);
}

const labelName = v.pipe(
  v.string(),
  v.check(isLabelName, 'a label name: at most 128 letters, digits and _, no digit first'),
  v.check(isFreeLabelName, 'a label name that neither Prometheus nor this exporter uses itself'),
);

export const labelsSchema = v.pipe(
  anyMapping('a mapping of label names to texts'),
  v.record(labelName, printableText),
  v.check((labels) => Object.keys(labels).length <= 32, 'at most 32 labels'),
);
