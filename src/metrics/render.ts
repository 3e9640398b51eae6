import { Registry } from 'prom-client';
import type { FileReport } from '../files/file-report.js';
import { type FileEvidence, noFiles, type ServingFile } from '../files/serving-file.js';
import type { TargetReport } from '../probe/report.js';
import { endpointFamilies } from './endpoint-families.js';
import type { Family } from './family.js';
import { familyText, type Subject, writeSubjects } from './family-text.js';
import { fileFamilies, servingFileFamilies } from './file-families.js';
import { inPieces } from './in-pieces.js';
import { targetFamilies } from './target-families.js';

export type Format = 'text' | 'openmetrics';

/** A text for one client or several. */
export interface Rendered {
  readonly contentType: string;
  /**
   * Writes the text, from its start each time, in pieces with a turn of the event loop for each. It is never there as a whole, and nothing but
   * this function holds what it is made from.
   */
  readonly pieces: () => AsyncIterable<string> | Iterable<string>;
}

const contentTypes = {
  text: Registry.PROMETHEUS_CONTENT_TYPE,
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
} as const;

/** Renders the reports and files in Prometheus' text format, or OpenMetrics, followed by the metrics of `others`. */
export function render(
  reports: readonly TargetReport[],
  others: readonly Registry[],
  format: Format,
  { files, serving }: FileEvidence = noFiles,
): Rendered {
  async function* pieces(): AsyncGenerator<string> {
    yield* inPieces(familyTexts());
    yield await textOfRegistries(others, format);
  }
  function* familyTexts(): Generator<string> {
    yield* textsOf(targetFamilies, reports.map(ofTarget), format);
    yield* textsOf(endpointFamilies, reports.flatMap(ofEndpoints), format);
    yield* textsOf(servingFileFamilies, serving.map(ofServingFile), format);
    yield* textsOf(fileFamilies, files.map(ofFile), format);
  }
  return { contentType: contentTypes[format], pieces };
}

function* textsOf<T>(
  families: readonly Family<T>[],
  subjects: readonly Subject<T>[],
  format: Format,
): Generator<string> {
  const written = writeSubjects(subjects);
  for (const family of families) {
    yield* familyText(family, written);
    // OpenMetrics has no empty lines.
    if (format === 'text') yield '\n';
  }
}

/**
 * Returns the metrics of registries, with the end of the text. For OpenMetrics, prom-client removes `_total` from the counters' own names and
 * never restores it, so the next text would lack it. It does so before it first waits, so the names can be restored here.
 */
async function textOfRegistries(registries: readonly Registry[], format: Format): Promise<string> {
  const all = Registry.merge([new Registry(), ...registries]);
  all.setContentType(contentTypes[format] as typeof Registry.PROMETHEUS_CONTENT_TYPE);
  const names = all.getMetricsAsArray().map((metric) => [metric, metric.name] as const);
  const text = all.metrics();
  for (const [metric, name] of names) (metric as { name: string }).name = name;
  return (await text).replace(/^\n/, '');
}

function ofTarget(value: TargetReport): Subject<TargetReport> {
  return { value, labels: { ...value.target.labels, target: value.target.name } };
}

function ofEndpoints({ target, reports }: TargetReport): readonly Subject<TargetReport['reports'][number]>[] {
  return reports.map((value) => ({
    value,
    labels: { ...target.labels, target: target.name, address: value.address },
  }));
}

function ofServingFile(value: ServingFile): Subject<ServingFile> {
  return { value, labels: { ...value.target.labels, target: value.target.name, address: value.address } };
}

function ofFile(value: FileReport): Subject<FileReport> {
  return { value, labels: {} };
}
