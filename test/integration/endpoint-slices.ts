import { samplesOf } from '../fixtures/exposition.js';
import type { Apiserver } from './apiserver.js';
import { serverSamples } from './server-metric.js';

/** The API versions in which a server has EndpointSlices. */
export interface SliceVersions {
  readonly all: readonly string[];
  /** v1beta1 before Kubernetes 1.21. */
  readonly newest: string;
}

/** Asks this server for them. */
export async function sliceVersionsOf(server: Apiserver): Promise<SliceVersions> {
  const { versions } = JSON.parse((await server.get('/apis/discovery.k8s.io')).body) as {
    readonly versions: readonly { readonly version: string }[];
  };
  const all = versions.map(({ version }) => version);
  return { all, newest: all.includes('v1') ? 'v1' : 'v1beta1' };
}

/** The number of EndpointSlice lists that these servers have returned, in one version of the API. */
export async function sliceLists(among: readonly Apiserver[], version: string): Promise<number> {
  const labels = { group: 'discovery.k8s.io', resource: 'endpointslices', verb: 'LIST', code: '200', version };
  const counts = await Promise.all(among.map((server) => serverSamples(server, 'apiserver_request_total')));
  return counts
    .flatMap((samples) => samplesOf(samples, 'apiserver_request_total', labels))
    .reduce((sum, { value }) => sum + value, 0);
}
