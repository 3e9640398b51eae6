import type { TargetConfig } from '../config/config.js';
import type { AggregatorTrust } from '../kube/api-services.js';
import type { ApiserverInstance } from '../kube/apiserver-instances.js';
import type { AggregatedServer } from '../kube/list-aggregated.js';
import type { Backends } from '../kube/service-backends.js';
import type { Address } from '../net/address.js';
import type { ProxyFor } from '../net/proxy-environment.js';
import { refusedNote } from '../net/refused-address.js';
import { publicRoots } from '../net/trusted-roots.js';
import { andMore, limitedList } from '../bounds/limited-list.js';
import { clientNames } from './expected-names.js';
import { siftInstances } from './sift-instances.js';
import { targetSettings } from './target-settings.js';
import type { Found } from './target-source.js';
import type { Target } from './target.js';

export interface AggregatedCircumstances {
  readonly config: TargetConfig;
  /** The proxy of the cluster's API: where that can be reached through a proxy only, so can pods. */
  readonly proxyFor: ProxyFor;
}

/** What the aggregator trusts, and what follows from it for a target. */
type Trusted = Pick<Target, 'ca' | 'ownCa' | 'caSource' | 'isVerified'> & {
  readonly problem?: string;
  readonly notes: readonly string[];
};

/**
 * Returns the target of an aggregated API server. kube-apiserver dials SERVICE.NAMESPACE.svc there (kube-aggregator, pkg/apiserver/handler_proxy.go,
 * updateAPIService: ServerName, CAData and Insecure), and sends its own login with a client certificate that nobody else has: so there is no login.
 */
export function aggregatedTarget(
  name: string,
  { service, apiServices, trust }: AggregatedServer,
  backends: Extract<Backends, { ok: true }>,
  { config, proxyFor }: AggregatedCircumstances,
): Found {
  const { instances, refused } = siftInstances(backends.endpoints, { allow: config.discoveryAllow, written: [] });
  const { problem, notes, ...trusted } = trustedBy(trust, apiServices);
  const target: Target = {
    ...targetSettings({ ...config, name, kind: config.kind ?? 'aggregated' }),
    ...trusted,
    addresses: [...instances.map(addressOf), ...externalOf(backends, service.port)],
    names: clientNames(config.names),
    serverName: { kind: 'dns', text: `${service.name}.${service.namespace}.svc` },
    proxyFor,
    login: undefined,
  };
  return {
    target,
    success: problem === undefined && refused.length === 0,
    insecure: false,
    notes: [
      ...(problem === undefined ? [] : [problem]),
      ...notes,
      ...backends.notes,
      ...(refused.length > 0 ? [refusedNote('the list of the Kubernetes API', refused)] : []),
    ],
    refused: refused.map(() => 'api' as const),
  };
}

function addressOf({ ip, port }: ApiserverInstance): Address {
  return { host: { kind: 'ip', text: ip }, port };
}

/** kube-apiserver dials the port of the APIService itself there. */
function externalOf({ external }: Extract<Backends, { ok: true }>, port: number): readonly Address[] {
  return external === undefined ? [] : [{ host: external, port }];
}

function trustedBy(trust: AggregatorTrust, apiServices: AggregatedServer['apiServices']): Trusted {
  const named = apiServicesText(apiServices);
  switch (trust.kind) {
    case 'bundle': {
      const { certificates } = trust;
      return { ca: certificates, ownCa: certificates, caSource: { kind: 'bundle', path: undefined, named }, notes: [] };
    }
    case 'public':
      return { ca: publicRoots(), ownCa: [], caSource: { kind: 'public', path: undefined, named }, notes: [] };
    case 'insecure':
      return { ...noCa, isVerified: false, notes: [`insecureSkipTLSVerify is set in ${named}: ${notJudged}`] };
    case 'unusable': {
      const problem = `the caBundle of ${named} cannot be used, so kube-apiserver does not reach this server: ${trust.message}`;
      return { ...noCa, problem, notes: [] };
    }
  }
}

const noCa = { ca: undefined, ownCa: [], caSource: undefined } as const;

const notJudged = 'kube-apiserver does not verify this server, so names and trust are not judged';

/** Of the rest, there is a number. */
const mostNamed = 3;

function apiServicesText(names: readonly string[]): string {
  const shown = limitedList(names, mostNamed, andMore).join(', ');
  return `${names.length === 1 ? 'APIService' : 'APIServices'} ${shown}`;
}
