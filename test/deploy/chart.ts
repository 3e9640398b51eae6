import { readdirSync } from 'node:fs';
import { loadAll } from 'js-yaml';
import { projectFile } from '../fixtures/project-file.js';
import type { KubernetesObject } from '../integration/kubernetes-api.js';
import { type Outcome, run } from '../integration/run.js';

/** An object of Kubernetes as the chart renders it. */
export interface Manifest extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, string>>;
}

export interface Rendering {
  readonly release?: string;
  readonly namespace?: string;
  /** Paths of values files, the last of which wins. */
  readonly files?: readonly string[];
  /** Values beside those of the files. They win. */
  readonly values?: object;
  /** The version of an API server that has the Prometheus Operator, as in `v1.36.3`. Default: helm's own idea. */
  readonly version?: string;
}

export const chartFolder = projectFile('deploy/chart');

/** The values files with which the chart must work, by name. */
export const chartFixtures: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(projectFile('deploy/chart/ci'))
    .filter((file) => file.endsWith('-values.yaml'))
    .map((file) => [file.replace(/-values\.yaml$/, ''), projectFile(`deploy/chart/ci/${file}`)]),
);

/** Runs helm with these arguments: that of HELM, or the one on the PATH. */
export function helm(args: readonly string[], input = ''): Promise<Outcome> {
  return run([process.env['HELM'] ?? 'helm', ...args], input);
}

/** Runs `helm template`. Its exit code is not 0 where the chart refuses the values, and stderr says why. */
export function template({ release, namespace, files = [], values = {}, version }: Rendering = {}): Promise<Outcome> {
  const name = release ?? 'apiserver-cert-exporter';
  const place = ['--namespace', namespace ?? 'apiserver-cert-exporter'];
  const given = [...files, '-'].flatMap((file) => ['--values', file]);
  const served = version === undefined ? [] : ['--kube-version', version, '--api-versions', 'monitoring.coreos.com/v1'];
  return helm(['template', name, chartFolder, ...place, ...given, ...served], JSON.stringify(values));
}

/** Returns the objects that the chart renders. Rejects with what helm says if it refuses the values. */
export async function renderChart(rendering: Rendering = {}): Promise<readonly Manifest[]> {
  const { code, stdout, stderr } = await template(rendering);
  if (code !== 0) throw new Error(`helm template: exit ${code}\n${stderr}`);
  return (loadAll(stdout) as (Manifest | null)[]).filter((object) => object !== null);
}
