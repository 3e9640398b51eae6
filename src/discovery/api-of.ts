import type { TargetConfig } from '../config/config.js';
import { formatProblem } from '../document/problem.js';
import { type ApiClient, type ApiClientOptions, createApiClient } from '../kube/api-client.js';
import type { AccessReading } from '../kube/access-reader.js';
import type { ApiFailure } from '../kube/api-failure.js';
import type { Clock } from '../net/clock.js';
import { guardedLookup } from '../net/guarded-lookup.js';
import type { ProxyFor } from '../net/proxy-environment.js';
import type { SniMemory } from '../net/sni-memory.js';
import type { Decode } from '../x509/certificate.js';
import { targetProxy } from './target-proxy.js';

/** What requests to an API server are made of. */
export interface ApiOptions {
  /** Returns kubeconfig and credentials as they are now, and the same object as long as they do not change. */
  readonly readAccess: () => Promise<AccessReading>;
  readonly userAgent: string;
  readonly clock: Clock;
  /** What the environment says of proxies. */
  readonly environment: ProxyFor;
  readonly decode: Decode;
  readonly sni: SniMemory;
}

export type Api =
  | {
      readonly ok: true;
      readonly client: ApiClient;
      /** How the client connects. */
      readonly way: Omit<ApiClientOptions, 'credentials' | 'timeout' | 'maxBytes'>;
      /** The proxy for the API server, and for what it lists. */
      readonly proxyFor: ProxyFor;
    }
  | { readonly ok: false; readonly failure: ApiFailure };

export type ApiSettings = Pick<TargetConfig, 'timeout' | 'addressFamily' | 'discoveryAllow' | 'proxy'>;

/** Returns the API of a target's kubeconfig, as its user is now. Never rejects. */
export async function apiOf(config: ApiSettings, { readAccess, environment, ...options }: ApiOptions): Promise<Api> {
  const reading = await readAccess();
  const problems = reading.ok ? (reading.credentials.ok ? [] : reading.credentials.problems) : reading.problems;
  if (!reading.ok || !reading.credentials.ok)
    return { ok: false, failure: { kind: 'credentials', message: problems.map(formatProblem).join('; ') } };
  const { access, credentials } = reading;
  const { ca } = credentials.credentials;
  const proxyFor = targetProxy({ config, ca, access, environment });
  const way = {
    ...options,
    access,
    lookup: guardedLookup(config.discoveryAllow),
    family: config.addressFamily === 'all' ? undefined : config.addressFamily === 'ipv4' ? 4 : 6,
    proxy: proxyFor(access.server),
  } as const;
  return {
    ok: true,
    client: createApiClient({ ...way, credentials: credentials.credentials, timeout: config.timeout }),
    way,
    proxyFor,
  };
}
