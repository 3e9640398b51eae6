import type { FastifyInstance } from 'fastify';
import type { TargetSource } from '../discovery/target-source.js';

/** One entry of Prometheus' HTTP service discovery (http_sd). */
export interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * `/sd`: each configured target as one that Prometheus scrapes at `/probe?target=NAME` of whichever replica it is relabelled to. The name
 * stands in `__param_target`, so that no relabelling is needed for it, and as the address, so that hashmod spreads targets evenly.
 */
export function addServiceDiscovery(
  app: FastifyInstance,
  { targets }: { readonly targets: () => readonly TargetSource[] },
): void {
  app.get('/sd', (_request, reply) => reply.type('application/json; charset=utf-8').send(targets().map(targetGroup)));
}

function targetGroup({ name }: TargetSource): TargetGroup {
  return { targets: [name], labels: { __metrics_path__: '/probe', __param_target: name } };
}
