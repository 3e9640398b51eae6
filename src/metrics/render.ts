import { Gauge, Registry } from 'prom-client';
import type { FileReport } from '../files/file-report.js';
import { type FileEvidence, noFiles, type ServingFile } from '../files/serving-file.js';
import type { TargetReport } from '../probe/report.js';
import { endpointFamilies } from './endpoint-families.js';
import type { Family } from './family.js';
import { fileFamilies, servingFileFamilies } from './file-families.js';
import { labelValue } from './label-value.js';
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

type Labels = Readonly<Record<string, string>>;

/**
 * Renders the reports and files in Prometheus' text format, or OpenMetrics, followed by the metrics of `others`. Each call has its own
 * registry, because a registry that two overlapping scrapes share loses series.
 */
export async function render(
  reports: readonly TargetReport[],
  others: readonly Registry[],
  format: Format,
  { files, serving }: FileEvidence = noFiles,
): Promise<Rendered> {
  const registry = new Registry();
  const userLabels = [...new Set(reports.flatMap(({ target }) => Object.keys(target.labels)))];
  addFamilies(registry, targetFamilies, reports.map(ofTarget), ['target', ...userLabels]);
  addFamilies(registry, endpointFamilies, reports.flatMap(ofEndpoints), ['target', 'address', ...userLabels]);
  addFamilies(registry, servingFileFamilies, serving.map(ofServingFile), ['target', 'address', ...userLabels]);
  addFamilies(registry, fileFamilies, files.map(ofFile), []);

  const all = Registry.merge([registry, ...others]);
  all.setContentType(contentTypes[format] as typeof Registry.PROMETHEUS_CONTENT_TYPE);
  return { contentType: contentTypes[format], body: await bodyOf(all) };
}

/**
 * For OpenMetrics, prom-client removes `_total` from the counters' own names and never restores it, so the next text would lack it. It does
 * so before it first waits, so the names can be restored here.
 */
function bodyOf(registry: Registry): Promise<string> {
  const names = registry.getMetricsAsArray().map((metric) => [metric, metric.name] as const);
  const body = registry.metrics();
  for (const [metric, name] of names) (metric as { name: string }).name = name;
  return body;
}

interface Subject<T> {
  readonly value: T;
  readonly labels: Labels;
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

function addFamilies<T>(
  registry: Registry,
  families: readonly Family<T>[],
  subjects: readonly Subject<T>[],
  common: readonly string[],
): void {
  for (const { name, help, labels, samples } of families) {
    const labelNames = [...common, ...labels];
    const series = new Map<string, Series>();
    for (const subject of subjects) {
      for (const { labels: own, value } of samples(subject.value)) {
        const all = { ...subject.labels, ...cleaned(own) };
        // Of equal series, the last one counts: Prometheus refuses a text that has two. To it, an empty label is an absent one.
        series.set(JSON.stringify(labelNames.map((label) => all[label] ?? '')), { labels: all, value });
      }
    }
    new ExactGauge({ name, help, labelNames, registers: [registry] }).series = [...series.values()];
  }
}

interface Series {
  readonly labels: Labels;
  readonly value: number;
}

/**
 * Has its series from outside. prom-client takes two series for one if their names and values, joined with `:` and `,`, are equal, such as
 * `{certificate="a", path="b,path:c"}` and `{certificate="a,path:b", path="c"}`. Paths, and users of kubeconfigs, may have such names.
 */
class ExactGauge extends Gauge {
  series: readonly Series[] = [];

  override async get() {
    return { ...(await super.get()), values: [...this.series] };
  }
}

function cleaned(labels: Labels = {}): Labels {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, labelValue(value)]));
}
