import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { startInBackground } from '../background-process.js';
import { exporterCommand } from '../exporter.js';
import type { ServedApi } from '../served-api.js';
import { until } from '../until.js';
import { podAddress } from './kubelet-files.js';
import { kubeletVolumes, ownersOf, type Place } from './kubelet-volumes.js';
import type { Pod, Probe } from './pod.js';
import { podArguments, podEnvironment } from './pod-environment.js';
import { inPodRoot } from './pod-root.js';
import { request } from './pod-request.js';

export interface RunningPod {
  readonly log: () => string;
  readonly end: () => Promise<void>;
}

/** The single executable, if there is one, or Node with what is compiled. */
const program = process.env['EXECUTABLE'] ? [process.env['EXECUTABLE']] : exporterCommand;

/** Runs the first container of a pod that exists in the API, by hand, as the kubelet would. Resolves when its probes succeed. */
export async function runPod(t: Test, api: ServedApi, pod: Pod, place: Place): Promise<RunningPod> {
  const [container] = pod.spec.containers;
  const { readOnlyRootFilesystem: isReadOnly = false, ...context } = container.securityContext ?? {};
  const root = join(place.folder, 'root');
  mkdirSync(root, { recursive: true });
  const mounted = await kubeletVolumes(api, pod, place);
  const privileges = [
    ...(context.capabilities?.drop?.includes('ALL') === true ? ['--bounding-set=-all', '--inh-caps=-all'] : []),
    ...(context.allowPrivilegeEscalation === false ? ['--no-new-privs'] : []),
  ];
  const env = await podEnvironment(api, pod);
  const argv = [
    ...inPodRoot({ root, mounted, owners: ownersOf(pod), isReadOnly, privileges }, program),
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ...program,
    ...podArguments(container, env),
  ];
  const { log, hasEnded, end } = await startInBackground(argv, join(place.folder, 'pod.log'));
  t.teardown(() => end());
  const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe].filter(Boolean) as Probe[];
  for (const probe of probes) {
    const url = probeUrl(pod, probe);
    const state = await until(`${url} answers`, 30, async () => {
      if (hasEnded()) return 'ended';
      return (await request(url)).status === 200 ? 'ready' : undefined;
    });
    if (state === 'ended') throw new Error(`the pod ended:\n${log()}`);
  }
  if (probes.length === 0) throw new Error('the container has no probe');
  return { log, end: () => end() };
}

function probeUrl(pod: Pod, { httpGet }: Probe): string {
  if (httpGet === undefined) throw new Error('a probe does not ask by HTTP');
  const { port, path, scheme = 'HTTP' } = httpGet;
  return `${scheme.toLowerCase()}://${podAddress}:${portOf(pod, port)}${path}`;
}

/** Returns the number of a port of the first container. Throws if it has none of this name. */
export function portOf(pod: Pod, port: string | number): number {
  if (typeof port === 'number') return port;
  const found = pod.spec.containers[0].ports?.find(({ name }) => name === port);
  if (found === undefined) throw new Error(`the container has no port ${port}`);
  return found.containerPort;
}
