import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Family } from '../../src/metrics/family.js';
import { createOwnMetrics } from '../../src/metrics/own-metrics.js';

const folder = new URL('../../src/metrics/', import.meta.url);

/** Every metric family of the exporter's tables, whichever file they are in. */
export async function families(): Promise<readonly Family<never>[]> {
  const files = readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith('-families.js'));
  const modules = await Promise.all(files.map((file) => import(new URL(file, folder).href) as Promise<object>));
  return modules.flatMap((module): readonly unknown[] => Object.values(module).flat()).filter(isFamily);
}

/** The names of all metrics that the exporter can have, including those about itself. */
export async function metricNames(): Promise<ReadonlySet<string>> {
  const { registry } = createOwnMetrics('0.0.0');
  return new Set([...(await families()), ...registry.getMetricsAsArray()].map(({ name }) => name));
}

function isFamily(value: unknown): value is Family<never> {
  return typeof value === 'object' && value !== null && 'name' in value && 'samples' in value;
}
