import { Registry } from 'prom-client';
import type { FileReport } from '../files/file-report.js';
import { type FileEvidence, noFiles, type ServingFile } from '../files/serving-file.js';
import { ownTurn } from '../net/own-turn.js';
import type { TargetReport } from '../probe/report.js';
import { endpointFamilies } from './endpoint-families.js';
import type { Family } from './family.js';
import { familyText, type Pace, type Subject } from './family-text.js';
import { fileFamilies, servingFileFamilies } from './file-families.js';
import { targetFamilies } from './target-families.js';

export type Format = 'text' | 'openmetrics';

export interface Rendered {
  readonly contentType: string;
  readonly body: string;
}

const contentTypes = {
  text: Registry.PROMETHEUS_CONTENT_TYPE,
  openmetrics: Registry.OPENMETRICS_CONTENT_TYPE,
} as const;

/** A sample takes up to 20 microseconds, so a turn of the event loop takes up to 20 milliseconds. */
const samplesPerTurn = 1000;

/**
 * Renders the reports and files in Prometheus' text format, or OpenMetrics, followed by the metrics of `others`. A long text takes many turns of
 * the event loop, so that it holds nobody up.
 */
export async function render(
  reports: readonly TargetReport[],
  others: readonly Registry[],
  format: Format,
  { files, serving }: FileEvidence = noFiles,
): Promise<Rendered> {
  const userLabels = [...new Set(reports.flatMap(({ target }) => Object.keys(target.labels)))];
  const ofAddress = ['target', 'address', ...userLabels];
  const pace = createPace();
  const texts = [
    ...(await textsOf(targetFamilies, reports.map(ofTarget), ['target', ...userLabels], pace)),
    ...(await textsOf(endpointFamilies, reports.flatMap(ofEndpoints), ofAddress, pace)),
    ...(await textsOf(servingFileFamilies, serving.map(ofServingFile), ofAddress, pace)),
    ...(await textsOf(fileFamilies, files.map(ofFile), [], pace)),
  ];
  const between = format === 'text' ? '\n\n' : '\n';
  const last = await textOfRegistries(others, format);
  return { contentType: contentTypes[format], body: [...texts, last].join(between) };
}

async function textsOf<T>(
  families: readonly Family<T>[],
  subjects: readonly Subject<T>[],
  common: readonly string[],
  pace: Pace,
): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const family of families) texts.push(await familyText(family, subjects, common, pace));
  return texts;
}

/** Gives up the turn after so many samples. A subject without any takes some time as well. */
function createPace(): Pace {
  let written = 0;
  return (samples) => {
    written += 1 + samples;
    if (written < samplesPerTurn) return undefined;
    written = 0;
    return ownTurn();
  };
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
