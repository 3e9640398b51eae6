import type { Apiserver } from '../../demo/apiserver.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { tlsContext } from '../../src/net/tls-context.js';
import type { ShakeIn } from '../../src/probe/probe-chain.js';
import { decodeChain } from '../../src/probe/probe-chain.js';
import type { HttpResult } from '../../src/probe/ask-http.js';
import { type HttpProbe, probeHttp } from '../../src/probe/probe-http.js';
import { createRefusedPaths } from '../../src/probe/refused-paths.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { createGoVerdicts } from '../../src/x509/go-verdicts.js';
import { endpointOf, type TargetChange } from './endpoint-fixture.js';
import { createCluster, type SimulatedCluster } from './simulated-cluster.js';
import { shakePort } from './shake-port.js';

export interface ProbedHttp {
  readonly cluster: SimulatedCluster;
  /** The probe over HTTP after a real serving handshake. */
  readonly probeServer: (server: Apiserver, target?: TargetChange, change?: Partial<HttpProbe>) => Promise<HttpResult>;
}

/** Creates a cluster whose API servers can be probed over HTTP by a target that has its CA. */
export async function createProbedHttp(): Promise<ProbedHttp> {
  const cluster = await createCluster();
  const judge = createGoVerdicts();
  return {
    cluster,
    probeServer: async (server, target = {}, change = {}) => {
      const endpoint = endpointOf({ ca: [cluster.authority.der], ...target, addresses: [server.endpoint] });
      const deadline = deadlineIn(5, systemClock);
      const shakeIn: ShakeIn = (serverName, secureContext) =>
        shakePort(server.port, { serverName, secureContext, deadline });
      const serving = await shakeIn(undefined, tlsContext());
      const { chain } = decodeChain(serving.certificates, decodeCertificate);
      if (!serving.ok || !chain) throw new Error('no handshake');
      const result = await probeHttp({
        endpoint,
        serving,
        serverName: undefined,
        chain,
        judge: ({ served, key }) => judge({ served, key, roots: endpoint.target.ca, now: systemClock.now() }),
        decode: decodeCertificate,
        shakeIn,
        process: Promise.resolve(undefined),
        known: { hasVersion: false, facts: Promise.resolve({}) },
        refusedPaths: createRefusedPaths(),
        clock: systemClock,
        deadline,
        ...change,
      });
      await serving.close();
      return result;
    },
  };
}
