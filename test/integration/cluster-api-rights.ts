import type { Test } from 'tap';
import { samplesOf, valueOf } from '../fixtures/exposition.js';
import { checkFleet, notesOf } from './cluster-api-notes.js';
import { clusterSecret } from './cluster-api-objects.js';
import { type ClusterApiScene, clusterWide } from './cluster-api-scene.js';
import { rightOf, rightsOf } from './discovery-rights.js';
import { type KubernetesObject, readManifest } from './kubernetes-api.js';
import { discovered, prefix } from './metric-names.js';
import { until } from './until.js';

const username = 'system:serviceaccount:apiserver-cert-exporter:apiserver-cert-exporter';
const management = { target: 'management' };

interface Rule {
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

/** The rights of deploy/ without one of them. */
function without(verb: string, resource: string): readonly KubernetesObject[] {
  return clusterWide.map((object) => {
    const { rules } = object as { readonly rules?: readonly Rule[] };
    if (rules === undefined) return object;
    const left = rules.map((rule) =>
      rule.resources.includes(resource) ? { ...rule, verbs: rule.verbs.filter((each) => each !== verb) } : rule,
    );
    return { ...object, rules: left.filter(({ verbs }) => verbs.length > 0) };
  });
}

/** Shows that the rights of deploy/ are used, all of them and no others, and what is said where one is lacking. */
export async function clusterApiRights(t: Test, scene: ClusterApiScene): Promise<void> {
  t.setTimeout(270_000);
  const { api, server, quick, grant, exporter, scrapeUntil } = scene;
  const events = () => server.audit().filter(({ user }) => user.username === username);
  const resources = events().filter(({ objectRef }) => objectRef !== undefined);
  const granted = clusterWide.flatMap(rightsOf);
  t.same([...new Set(resources.map(rightOf))].sort(), [...granted].sort(), 'each right is used, and no other');
  const read = resources.flatMap(({ verb, objectRef }) => (verb === 'get' ? [objectRef?.name ?? ''] : []));
  t.ok(read.length >= 30);
  t.same(
    read.filter((name) => !/-kubeconfig$/.test(name)),
    [],
    'no other Secret is read',
  );
  t.same(
    events().filter(({ annotations }) => annotations?.['authorization.k8s.io/decision'] !== 'allow'),
    [],
    'each request was allowed',
  );

  const known = samplesOf(await exporter.scrape(), `${prefix}up`).length;
  await grant(without('list', 'secrets'));
  const unlisted = await scrapeUntil('a right is gone', (samples) => valueOf(samples, discovered, management) === 0);
  t.equal(samplesOf(unlisted, `${prefix}up`).length, known, 'what was known stays');
  t.match(exporter.log(), /target=management failures=.*needed: list on secrets in all namespaces/);

  await grant(without('get', 'secrets'));
  await api.create(clusterSecret('fleet', 'late', { value: quick(1) }));
  const unread = await scrapeUntil(
    'the list is there again',
    (samples) =>
      valueOf(samples, discovered, management) === 1 && valueOf(samples, discovered, { target: 'fleet/late' }) === 0,
  );
  t.equal(samplesOf(unread, `${prefix}up`).length, known, 'the others are read already');
  t.match(exporter.log(), /target=fleet\/late failures=.*cannot be read: .*needed: get on secrets in namespace fleet/);

  await grant(without('list', 'clusters'));
  await scrapeUntil('the new one is read', (samples) => samplesOf(samples, `${prefix}up`).length === known + 1);
  t.match(notesOf(await checkFleet(scene), 'management'), [
    /^which Clusters are paused .*needed: list on clusters \(cluster\.x-k8s\.io\) in all namespaces$/,
  ]);

  await t.test('in namespaces of its own', async (t) => {
    t.setTimeout(90_000);
    const roles = readManifest('deploy/kustomize/cluster-api-rbac-namespace.yaml').map((object) => ({
      ...object,
      metadata: { ...object.metadata, namespace: 'fleet' },
    }));
    await grant(roles);
    const own = (config: string) => config.replace('"cluster-api"', '"cluster-api", "namespaces": ["fleet"]');
    const checked = await until('the server knows of the rights', 15, async () => {
      const found = await checkFleet(scene, own);
      return found.targets.length > 1 ? found : undefined;
    });
    t.same(notesOf(checked, 'management'), []);
    t.ok(checked.targets.slice(1).every(({ name }) => name.startsWith('fleet/')));
    t.equal(checked.targets.length, 17);
  });
}
