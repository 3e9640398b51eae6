import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import type { AggregatedScene } from './aggregated-scene.js';
import { serveExporter } from './exporter.js';
import { type KubernetesObject, readManifest } from './kubernetes-api.js';
import { readRights } from './kustomize.js';
import { until } from './until.js';

interface Role extends KubernetesObject {
  readonly rules: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[];
}

/** What the note says of each right that is missing, and the target on which it is. */
const lacks: Readonly<Record<string, readonly [target: string, note: RegExp]>> = {
  apiservices: ['east', /needed: list on apiservices \(apiregistration\.k8s\.io\)$/],
  endpointslices: ['east/fine.apis', /needed: list on endpointslices \(discovery\.k8s\.io\) in namespace apis$/],
  services: ['east/fine.apis', /service apis\/fine was not read.*needed: get on services "fine" in namespace apis$/],
};

/** Probes as the service account with all of its rights, and without each of them. */
export async function aggregatedRights(t: Test, { controlPlane, api }: AggregatedScene): Promise<void> {
  const { folder, servers } = controlPlane;
  const manifest = [...readRights(), ...readManifest('deploy/kustomize/aggregated-rbac.yaml')];
  for (const object of manifest) await api.create(object);
  const account = manifest.find(({ kind }) => kind === 'ServiceAccount')!;
  const kubeconfig = join(folder, 'aggregated.conf');
  const server = `https://${servers[0].address}`;
  const token = await api.tokenOf(account);
  writeFileSync(kubeconfig, kubeconfigWith({ server, 'certificate-authority': 'pki/ca.crt' }, { token }));
  const own = join(folder, 'rights');
  mkdirSync(own);
  const target = { name: 'east', kubeconfig: { file: kubeconfig }, discovery: 'aggregated' };
  const { url } = await serveExporter(t, own, { probe: { discoveryInterval: '1s' }, targets: [target] });

  const notesOf = async (name: string): Promise<string> => {
    const response = await fetch(`${url}/probe?target=${encodeURIComponent(name)}&debug=true`);
    const text = await response.text();
    if (!response.ok) return `${response.status} ${text}`;
    return [...text.matchAll(/^ {2}note: (.*)$/gm)].map(([, note]) => note).join('\n');
  };
  for (const name of ['east', 'east/fine.apis'])
    await until(`${name} is found`, 10, async () => ((await notesOf(name)) === '' ? true : undefined));

  const username = 'system:serviceaccount:apiserver-cert-exporter:apiserver-cert-exporter';
  const asked = servers[0].audit().filter(({ user }) => user.username === username);
  t.same([...new Set(asked.map(({ verb, objectRef }) => `${verb} ${objectRef?.resource}`))].sort(), [
    'get services',
    'list apiservices',
    'list endpointslices',
  ]);

  const role = manifest.find(
    ({ kind, metadata }) => kind === 'ClusterRole' && /aggregated/.test(metadata.name),
  ) as Role;
  t.same(role.rules.flatMap(({ resources }) => resources).sort(), Object.keys(lacks).sort());
  for (const rule of role.rules) {
    const [name, note] = lacks[rule.resources[0] ?? ''] ?? [];
    if (name === undefined || note === undefined) continue;
    await api.remove(role);
    await api.create({ ...role, rules: role.rules.filter((each) => each !== rule) } as KubernetesObject);
    const said = await until(`the right on ${rule.resources[0]} is gone`, 10, async () => {
      const notes = await notesOf(name);
      return note.test(notes) ? notes : undefined;
    });
    t.match(said, note);
  }
  await api.remove(role);
  await api.create(role);
  await until('all rights are back', 10, async () => ((await notesOf('east/fine.apis')) === '' ? true : undefined));
}
