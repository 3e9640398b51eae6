import { equal, match } from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import t from 'tap';
import { type KubernetesObject, readManifest } from '../integration/kubernetes-api.js';
import { skippedWithout } from '../integration/requires.js';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { mustRun, run } from '../integration/run.js';
import { temporaryFolder } from '../integration/temporary-folder.js';
import { type Manifest, renderChart } from './chart.js';

/** An object without what only Helm knows. */
function withoutHelm(object: Manifest): object {
  const { metadata, spec, ...rest } = object;
  const { 'helm.sh/chart': chart, 'app.kubernetes.io/managed-by': manager, ...labels } = metadata.labels ?? {};
  match(chart ?? '', /^apiserver-cert-exporter-/);
  equal(manager, 'Helm');
  return { ...rest, metadata: { ...metadata, labels }, ...(spec && { spec: withoutChecksum(spec) }) };
}

/** Without the annotation by which a change of the configuration replaces pods. */
function withoutChecksum(spec: object): object {
  const text = JSON.stringify(spec);
  return JSON.parse(text.replace(/,"annotations":\{"checksum\/config":"\w+"\}/, '')) as object;
}

function byName(objects: readonly object[]): readonly object[] {
  const nameOf = (object: object) => {
    const { kind, metadata } = object as Manifest;
    return `${kind} ${metadata.namespace ?? ''} ${metadata.name}`;
  };
  return objects.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

void t.test(
  'deploy/kustomize is what the chart renders without values',
  skippedWithout('helm', 'kubectl'),
  async (t) => {
    const kubectl = process.env['KUBECTL'] ?? 'kubectl';
    const { stdout, stderr } = await run([kubectl, 'kustomize', projectFile('deploy/kustomize')]);
    const built = loadAll(stdout) as readonly Manifest[];
    t.equal(stderr, '');
    const [namespace, ...others] = [...built].sort((a) => (a.kind === 'Namespace' ? -1 : 1));
    t.match(namespace, { kind: 'Namespace', metadata: { name: 'apiserver-cert-exporter' } });
    const rendered = await renderChart();
    t.same(byName(others), byName(rendered.map(withoutHelm)));
    t.ok(others.length >= 8);
  },
);

void t.test('its commands for another namespace move everything there', skippedWithout('kubectl'), async (t) => {
  const comment = readProjectFile('deploy/kustomize/kustomization.yaml');
  const commands = comment.match(/(?<=^# {3})sed .+$/gm) ?? [];
  const folder = temporaryFolder(t);
  cpSync(projectFile('deploy/kustomize'), join(folder, 'deploy/kustomize'), { recursive: true });
  await mustRun(['sh', '-ec', `cd "$1"\n${commands.join('\n')}`, 'sh', folder]);
  const kubectl = process.env['KUBECTL'] ?? 'kubectl';
  const output = await mustRun([kubectl, 'kustomize', join(folder, 'deploy/kustomize')]);
  const objects = loadAll(output) as readonly (Manifest & {
    readonly subjects?: readonly KubernetesObject['metadata'][];
  })[];
  const places = objects.flatMap(({ kind, metadata, subjects = [] }) => [
    kind === 'Namespace' ? metadata.name : metadata.namespace,
    ...subjects.map(({ namespace }) => namespace),
  ]);
  t.same(new Set(places), new Set(['monitoring', 'default', undefined]));
});

const further = {
  'aggregated-rbac.yaml': { aggregated: true },
  'cluster-api-rbac.yaml': { clusterApi: true },
  'cluster-api-rbac-namespace.yaml': { clusterApi: true, clusterApiNamespaces: ['fleet'] },
};

for (const [file, rbac] of Object.entries(further)) {
  void t.test(
    `${file} has the rights that the chart grants where a target needs them`,
    skippedWithout('helm'),
    async (t) => {
      const usual = (await renderChart()).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      const added = (await renderChart({ values: { rbac } })).filter(
        ({ kind, metadata }) => !usual.includes(`${kind} ${metadata.name}`),
      );
      const expected = added
        .map(withoutHelm)
        .map((object) => JSON.parse(JSON.stringify(object).replace('"namespace":"fleet",', '')) as object);
      const objects = readManifest(`deploy/kustomize/${file}`);
      t.equal(objects.length, 2);
      t.same(byName(objects), byName(expected));
    },
  );
}
