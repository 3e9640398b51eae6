import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { samplesOf, valueOf } from '../fixtures/exposition.js';
import { nodeAddresses as addresses, threeNodes } from './control-plane.js';
import type { DiscoveryScene } from './discovery-scene.js';
import { startExporter } from './exporter.js';
import { kubernetesApi, type KubernetesObject } from './kubernetes-api.js';
import { readKustomize, readRights } from './kustomize.js';
import { discovered, prefix } from './metric-names.js';

interface Deployment extends KubernetesObject {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly args: string[] }[] } };
  };
}

interface ConfigMap extends KubernetesObject {
  readonly data: Readonly<Record<string, string>>;
}

/** Puts the files of a service account where the kubelet mounts them, in a mount namespace of its own, and runs the other arguments. */
const asInPod = [
  'mount -t tmpfs none /var/run',
  'mkdir -p /var/run/secrets/kubernetes.io/serviceaccount',
  'cp "$0/token" "$0/ca.crt" /var/run/secrets/kubernetes.io/serviceaccount',
  'exec "$@"',
].join(' && ');

/**
 * Creates what is left of deploy/kustomize, and runs the exporter with the arguments, the variables and the files of its pod. Shows that it finds
 * everything. The service account must be there.
 */
export async function discoveryPod(t: Test, { folder, admin, survivors, newFolder }: DiscoveryScene): Promise<void> {
  const api = kubernetesApi(admin, `https://${survivors[0].address}`);
  const rights = readRights().map(({ kind }) => kind);
  const manifest = readKustomize().filter(({ kind }) => !rights.includes(kind));
  for (const object of manifest) await api.create(object);

  const account = readRights().find(({ kind }) => kind === 'ServiceAccount')!;
  const files = newFolder('service-account');
  writeFileSync(join(files, 'token'), await api.tokenOf(account));
  copyFileSync(join(folder, 'pki', 'ca.crt'), join(files, 'ca.crt'));
  const { args } = (manifest.find(({ kind }) => kind === 'Deployment') as Deployment).spec.template.spec.containers[0]!;
  const { data } = manifest.find(({ kind }) => kind === 'ConfigMap') as ConfigMap;
  for (const [file, text] of Object.entries(data)) writeFileSync(join(files, file), text);
  const [, host] = threeNodes.hosts;
  const variables = [`KUBERNETES_SERVICE_HOST=${host}`, `KUBERNETES_SERVICE_PORT=${threeNodes.port}`];
  const { scrape } = await startExporter(t, files, {
    args: [
      ...args.map((each) => each.replace('/etc/apiserver-cert-exporter/config', files)),
      '--web.listen-address',
      '127.0.0.1:0',
    ],
    within: ['unshare', '--mount', 'sh', '-c', asInPod, files, 'env', ...variables],
  });

  const samples = await scrape();
  t.equal(valueOf(samples, discovered), 1);
  const start = `${prefix}process_start_time_seconds`;
  for (const address of addresses) {
    t.equal(valueOf(samples, `${prefix}up`, { address }), 1, address);
    t.equal(valueOf(samples, `${prefix}certificate_trusted`, { address, certificate: 'serving' }), 1);
    t.equal(samplesOf(samples, start, { address, source: 'metrics' }).length, 1, 'the right to read /metrics');
  }
  t.same(samplesOf(samples, `${prefix}probe_failed`), []);
}
