import type { FastifyInstance } from 'fastify';
import type { TargetSource } from '../discovery/target-source.js';

/** One entry of Prometheus' HTTP service discovery (http_sd). */
export interface TargetGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * `/sd`: lists each configured target for Prometheus, which scrapes it at `/probe?target=NAME` of the replica that relabelling chooses. The
 * name is in `__param_target`, so that it needs no relabelling. It is the address as well, so that hashmod spreads targets evenly.
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
