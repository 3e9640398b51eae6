import type { FastifyInstance } from 'fastify';
import type { TargetSource } from '../discovery/target-source.js';
import { listTargets } from '../discovery/targets.js';
import type { Exporter } from '../scrape/exporter.js';

/** One entry of Prometheus' HTTP service discovery (http_sd). */
export interface DiscoveredGroup {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * `/sd`: lists each target for Prometheus, those of fleets as well. Prometheus scrapes it at `/probe?target=NAME` of the replica that
 * relabelling chooses. The name is in `__param_target`, so that it needs no relabelling. It is the address as well, so that hashmod spreads
 * targets evenly. A fleet that is not listed in time has the targets that are known.
 */
export function addServiceDiscovery(app: FastifyInstance, { targets }: Pick<Exporter, 'targets'>): void {
  app.get('/sd', async (_request, reply) => {
    const all = await listTargets(targets(), Infinity);
    return reply.type('application/json; charset=utf-8').send(all.map(targetGroup));
  });
}

function targetGroup({ name }: TargetSource): DiscoveredGroup {
  return { targets: [name], labels: { __metrics_path__: '/probe', __param_target: name } };
}
