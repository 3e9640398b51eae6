import type { CertificateOptions, Identity } from '../../demo/pki.js';
import type { ProbeDependencies } from '../../src/probe/probe-dependencies.js';
import { probeEndpoint } from '../../src/probe/probe-endpoint.js';
import type { Report } from '../../src/probe/report.js';
import { endpointOf, type TargetChange } from './endpoint-fixture.js';
import { createCluster, probeDependencies, type SimulatedCluster } from './simulated-cluster.js';

/** A simulated cluster whose API servers can be probed as endpoints of a target that trusts its CA. */
export interface ProbedCluster extends SimulatedCluster {
  /** Issues a serving certificate of the cluster's CA. */
  readonly issue: (commonName: string, options?: Omit<CertificateOptions, 'commonName'>) => Promise<Identity>;
  /** Probes this port of 127.0.0.1. `host` is what the target calls it. */
  readonly probe: (
    port: number,
    target?: TargetChange & { readonly host?: string },
    dependencies?: ProbeDependencies,
  ) => Promise<Report>;
}

/** Creates a cluster, and the functions that most tests of the probe of an endpoint need. */
export async function createProbedCluster(): Promise<ProbedCluster> {
  const cluster = await createCluster();
  const { authority } = cluster;
  return {
    ...cluster,
    issue: async (commonName, options) => (await authority.issue({ commonName, ...options })).identity,
    probe: (port, { host = '127.0.0.1', ...target } = {}, dependencies = probeDependencies()) => {
      const endpoint = endpointOf({ ca: [authority.der], ...target, addresses: [`${host}:${port}`] });
      return probeEndpoint(endpoint, dependencies, Infinity).done;
    },
  };
}
