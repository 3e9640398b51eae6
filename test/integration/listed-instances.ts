import type { Apiserver } from './apiserver.js';

/** Returns the hosts of the instances that the API lists now. */
export async function listedInstances(server: Apiserver): Promise<readonly string[]> {
  const { body } = await server.get('/api/v1/namespaces/default/endpoints/kubernetes');
  const { subsets } = JSON.parse(body) as {
    readonly subsets?: readonly { readonly addresses?: readonly { readonly ip: string }[] }[];
  };
  return (subsets ?? []).flatMap((subset) => subset.addresses ?? []).map(({ ip }) => ip);
}
