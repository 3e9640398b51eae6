import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Test } from 'tap';
import { valueOf } from '../fixtures/exposition.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import { checkJson, type CheckJson } from './check-json.js';
import { clusterSecret } from './cluster-api-objects.js';
import { type ClusterApiScene, targetsIn } from './cluster-api-scene.js';
import { runExporter } from './exporter.js';
import { discovered } from './metric-names.js';

/** Runs `check` with the configuration of the exporter, or with one that was changed. */
export async function checkFleet(
  { exporter }: ClusterApiScene,
  change: (config: string) => string = (config) => config,
): Promise<CheckJson> {
  const file = join(dirname(exporter.configFile), 'check.yml');
  writeFileSync(file, change(readFileSync(exporter.configFile, 'utf8')));
  const { stdout, stderr } = await runExporter('check', '--config.file', file, '--output', 'json');
  if (stdout === '') throw new Error(stderr);
  return checkJson(stdout);
}

export function notesOf({ targets }: CheckJson, name: string): readonly string[] {
  return targets.find((target) => target.name === name)?.notes ?? [`there is no target ${name}`];
}

/** Writes Secrets that cannot be used, and shows that each has a note, and that nothing else is touched. */
export async function clusterApiNotes(t: Test, scene: ClusterApiScene): Promise<void> {
  t.setTimeout(180_000);
  const { api, quick, exporter, scrapeUntil } = scene;
  const stranger = { apiVersion: 'client.authentication.k8s.io/v1', command: '/bin/true', interactiveMode: 'Never' };
  const metadataServer = kubeconfigWith({ server: 'https://169.254.169.254', 'insecure-skip-tls-verify': true }, {});
  const withUser = (user: object) => JSON.stringify({ ...JSON.parse(quick(0)), users: [{ name: 'a', user }] });
  const bad: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
    empty: [{}, /^Secret fleet\/empty-kubeconfig has no `value`/],
    other: [{ value: 'kind: Secret' }, /^Secret fleet\/other-kubeconfig:1:7: kind: found Secret, expected Config/],
    half: [{ value: quick(0).slice(0, 200) }, /^Secret fleet\/half-kubeconfig:/],
    metadata: [{ value: metadataServer }, /leads to 169\.254\.169\.254 .*discoveryAllow$/],
    exec: [{ value: withUser({ exec: stranger }) }, /names an exec plugin, which a kubeconfig out of a Secret may not/],
    file: [{ value: withUser({ tokenFile: '/etc/shadow' }) }, /names a file of this host/],
  };
  for (const [name, [data]] of Object.entries(bad)) await api.create(clusterSecret('fleet', name, data));
  const misnamed = clusterSecret('fleet', 'misnamed', { value: quick(0) });
  const labels = { 'cluster.x-k8s.io/cluster-name': 'c1' };
  await api.create({ ...misnamed, metadata: { ...misnamed.metadata, ...{ labels } } });

  const checked = await checkFleet(scene);
  for (const [name, [, note]] of Object.entries(bad)) t.match(notesOf(checked, `fleet/${name}`)[0], note, name);
  t.match(notesOf(checked, 'management'), [/^left out.*: fleet\/misnamed-kubeconfig$/]);
  t.match(notesOf(checked, 'fleet/c11'), [/^the Cluster is being deleted/]);
  t.match(notesOf(checked, 'fleet/c9')[0], /paused/);
  const own = new Set([...Object.keys(bad).map((name) => `fleet/${name}`), 'management', 'fleet/c9', 'fleet/c11']);
  const others = checked.targets.filter(({ name }) => !own.has(name));
  t.equal(others.length, 28);
  t.same(
    others.flatMap(({ notes }) => notes).filter((note) => note.includes('Secret')),
    [],
    'no other has one',
  );

  const samples = await exporter.scrape();
  t.equal(valueOf(samples, discovered, { target: 'fleet/empty' }), 0);
  t.equal(valueOf(samples, discovered, { target: 'fleet/c1' }), 1);
  t.notMatch(exporter.log(), /token-\d|certificate-authority-data/);
  for (const object of [...Object.keys(bad).map((name) => clusterSecret('fleet', name, {})), misnamed])
    await api.remove(object);
  await scrapeUntil('they are gone', (now) => targetsIn(now) === 30);
}
