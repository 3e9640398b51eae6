import { type AggregatedGroup, aggregatedGroups, serviceKey } from './aggregated-groups.js';
import type { FailedAnswer } from './api-answer.js';
import type { ApiClient } from './api-client.js';
import { type ApiService, createApiServiceDecoder } from './api-services.js';
import { listPages } from './list-pages.js';
import { askService, type Backends, backendsOf, type ServiceAnswers } from './service-backends.js';
import { withRight } from './with-right.js';

/** An aggregated API server, and where its processes are. */
export interface AggregatedServer extends AggregatedGroup {
  readonly backends: Backends;
}

export type AggregatedListing =
  | {
      readonly ok: true;
      readonly servers: readonly AggregatedServer[];
      /** How many APIServices kube-apiserver itself answers. */
      readonly local: number;
      /** What was left out, in sentences for people. */
      readonly notes: readonly string[];
    }
  | FailedAnswer;

/** Each APIService has 80 values, most of them in managedFields. */
const page = 100;
/** Ten times as many as a cluster with many operators has. */
const [mostApiServices, mostServers] = [5_000, 256];
/** So many services are asked for at once. */
const atOnce = 4;

/**
 * Asks an API server for every aggregated API server: its APIServices, and what is behind each of their services. Never rejects. What cannot be
 * learnt of one server is said there.
 */
export async function listAggregated(client: ApiClient): Promise<AggregatedListing> {
  const path = '/apis/apiregistration.k8s.io/v1/apiservices';
  const listed = await listPages(client, {
    path,
    limit: page,
    most: mostApiServices,
    decode: createApiServiceDecoder(),
  });
  if (!listed.ok)
    return { ok: false, failure: withRight(listed.failure, 'list on apiservices (apiregistration.k8s.io)', client) };
  const remote = listed.items.filter((one): one is ApiService => one !== 'local');
  const groups = aggregatedGroups(remote);
  const used = groups.slice(0, mostServers);
  const answers = await askServices(client, used);
  const servers = used.flatMap((group): readonly AggregatedServer[] => {
    const answer = answers.get(serviceKey(group.service));
    return answer === undefined ? [] : [{ ...group, backends: backendsOf(group.service, answer, client) }];
  });
  const notes = [
    ...(listed.skipped > 0 ? [`APIServices that make no sense were left out: ${listed.skipped}`] : []),
    ...(listed.truncated ? [`there are more than ${mostApiServices} APIServices: the rest was left out`] : []),
    ...(groups.length > used.length
      ? [`only ${used.length} of ${groups.length} aggregated API servers are probed`]
      : []),
  ];
  return { ok: true, servers, local: listed.items.length - remote.length, notes };
}

/** Asks for each service once. */
async function askServices(
  client: ApiClient,
  groups: readonly AggregatedGroup[],
): Promise<ReadonlyMap<string, ServiceAnswers>> {
  const queue = [...new Map(groups.map(({ service }) => [serviceKey(service), service]))];
  const answers = new Map<string, ServiceAnswers>();
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      answers.set(next[0], await askService(client, next[1]));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return answers;
}
