import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { ExpositionSample } from '../fixtures/exposition.js';
import type { Apiserver } from './apiserver.js';
import { type ControlPlane, startControlPlane, threeNodes } from './control-plane.js';
import { type DiscoveryKubeconfigs, writeDiscoveryKubeconfigs } from './discovery-kubeconfigs.js';
import { type SliceVersions, sliceVersionsOf } from './endpoint-slices.js';
import { type RunningExporter, serveExporter } from './exporter.js';
import type { Kubernetes } from './kubernetes.js';
import { listedInstances } from './listed-instances.js';
import { replaceFile } from './replace-file.js';
import { serverMetric } from './server-metric.js';
import { until } from './until.js';

/** A control plane of three servers, and two exporters that discover them. */
export interface DiscoveryScene extends Pick<ControlPlane, 'folder' | 'kubeconfig' | 'admin' | 'anonymous'> {
  readonly kubernetes: Kubernetes;
  readonly servers: readonly [Apiserver, Apiserver, Apiserver];
  /** The first server, which the tests crash. */
  readonly mortal: Apiserver;
  readonly survivors: readonly [Apiserver, Apiserver];
  /** The addresses of the survivors. */
  readonly others: readonly string[];
  readonly sliceVersions: SliceVersions;
  readonly kubeconfigs: DiscoveryKubeconfigs;
  /** The exporter with three lines of configuration. */
  readonly plain: RunningExporter;
  /** The exporter with a target for each way to the servers. */
  readonly exporter: RunningExporter;
  /** Scrapes `exporter` until the samples meet the condition, and returns them. */
  readonly scrapeUntil: (
    what: string,
    seconds: number,
    holds: (samples: readonly ExpositionSample[]) => boolean,
  ) => Promise<readonly ExpositionSample[]>;
  /** Gives the service account this token. */
  readonly rotateToken: (token: string) => void;
  /** Makes a folder for a single program. */
  readonly newFolder: (name: string) => string;
  /** Handshake errors by server since its start. The fixtures cause some, because they abort slow requests to a starting server. */
  readonly handshakeErrors: () => Promise<readonly number[]>;
}

/** Starts everything until the test ends. Resolves when the API lists all three servers. */
export async function startDiscoveryScene(t: Test, kubernetes: Kubernetes): Promise<DiscoveryScene> {
  const controlPlane = await startControlPlane(t, kubernetes, threeNodes);
  const { folder, kubeconfig, admin, anonymous } = controlPlane;
  const servers = controlPlane.servers as DiscoveryScene['servers'];
  const [mortal, ...survivors] = servers;
  const newFolder = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const kubeconfigs = writeDiscoveryKubeconfigs(folder, kubeconfig);
  const rotateToken = (token: string): void => replaceFile(join(folder, 'token'), `${token}\n`);
  rotateToken('never.issued.by-anyone');
  const plain = await serveExporter(t, folder, threeLines);
  const exporter = await serveExporter(t, newFolder('many'), everyWay(controlPlane, kubeconfigs));
  const sliceVersions = await sliceVersionsOf(mortal);
  await until('the API lists all three', 60, async () => (await listedInstances(mortal)).length === 3 || undefined);
  return {
    kubernetes,
    folder,
    kubeconfig,
    admin,
    anonymous,
    servers,
    mortal,
    survivors,
    others: survivors.map(({ address }) => address),
    sliceVersions,
    kubeconfigs,
    plain,
    exporter,
    scrapeUntil: (what, seconds, holds) =>
      until(what, seconds, async () => {
        const samples = await exporter.scrape();
        return holds(samples) ? samples : undefined;
      }),
    rotateToken,
    newFolder,
    handshakeErrors: () =>
      Promise.all(servers.map((server) => serverMetric(server, 'apiserver_tls_handshake_errors_total'))),
  };
}

const threeLines = `targets:
  - name: three
    kubeconfig: {file: admin.conf}
    discovery: kubernetes
`;

/** The configuration with a target for each way to the servers. */
function everyWay({ kubeconfig, pki, servers }: ControlPlane, { balanced, account }: DiscoveryKubeconfigs): object {
  return {
    probe: { discoveryInterval: '1s', timeout: '20s' },
    targets: [
      { name: 'direct', kubeconfig: { file: kubeconfig }, discovery: 'kubernetes' },
      { name: 'balanced', kubeconfig: { file: balanced }, discovery: 'kubernetes' },
      { name: 'account', kubeconfig: { file: account }, discovery: 'kubernetes', nodes: true },
      { name: 'nobody', addresses: [servers[0].address], ca: { file: join(pki, 'ca.crt') } },
      { name: 'server', kubeconfig: { file: balanced } },
      { name: 'processes', addresses: [`${threeNodes.loadBalancer}:${threeNodes.port}`], loopbackLooks: 12 },
    ],
  };
}
