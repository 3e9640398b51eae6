import type { Apiserver } from './apiserver.js';
import { sliceVersionsOf } from './endpoint-slices.js';

/** Returns the hosts of the instances that the API lists now. Endpoints are not asked: they are deprecated in newer versions. */
export async function listedInstances(server: Apiserver): Promise<readonly string[]> {
  const { newest } = await sliceVersionsOf(server);
  const { body } = await server.get(`/apis/discovery.k8s.io/${newest}/namespaces/default/endpointslices/kubernetes`);
  const { endpoints } = JSON.parse(body) as {
    readonly endpoints: readonly { readonly addresses: readonly string[] }[] | null;
  };
  return (endpoints ?? []).flatMap(({ addresses }) => addresses);
}
