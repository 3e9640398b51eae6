import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { DashboardJson } from '../dashboards/dashboard-json.js';
import { projectFile } from '../fixtures/project-file.js';
import { type Outcome, run } from '../integration/run.js';
import type { Group } from '../rules/rule-file.js';

/** What a mixin has, as jsonnet makes it. */
export interface Mixin {
  readonly prometheusAlerts: { readonly groups: readonly Group[] };
  readonly prometheusRules: { readonly groups: readonly Group[] };
  readonly grafanaDashboards: Readonly<Record<string, DashboardJson>>;
}

/** The path under which jsonnet-bundler installs the mixin. */
const installed = 'github.com/apiserver-cert-exporter/apiserver-cert-exporter/deploy/mixin';

/** Returns a new folder, in whose folder vendor the mixin is as jsonnet-bundler installs it: without what is around it. */
export function installMixin(t: Pick<Test, 'testdir'>): string {
  const folder = t.testdir({});
  cpSync(projectFile('deploy/mixin'), join(folder, 'vendor', installed), { recursive: true });
  return folder;
}

/** Evaluates jsonnet in which `mixin` is the mixin. The exit code is not 0 where it is refused, and stderr says why. */
export function evaluate(folder: string, code: string): Promise<Outcome> {
  const whole = `local mixin = import '${installed}/mixin.libsonnet';\n${code}`;
  return run(['jsonnet', '--jpath', join(folder, 'vendor'), '-'], whole);
}

/** Returns all that the mixin has with this configuration, which is jsonnet. Rejects with what jsonnet says if it refuses it. */
export async function mixinWith(folder: string, config = '{}'): Promise<Mixin> {
  const { code, stdout, stderr } = await evaluate(
    folder,
    `local all = mixin + { _config+:: { apiserverCertExporter+: ${config} } };
    {
      prometheusAlerts: all.prometheusAlerts,
      prometheusRules: all.prometheusRules,
      grafanaDashboards: all.grafanaDashboards,
    }`,
  );
  if (code !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Mixin;
}
