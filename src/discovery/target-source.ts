import type { RefusalSource } from '../net/refused-address.js';
import type { InstanceCount } from './instance-count.js';
import type { Target } from './target.js';

/** A configured target, whose addresses may have to be found first. */
export interface TargetSource {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The limit in seconds for finding its endpoints, and again for probing each of them. */
  readonly timeout: number;
  /** Finds the target as it is now. Never rejects. */
  readonly find: () => Promise<Found>;
}

export interface Found extends FleetView {
  /** Undefined if the target is not known and never was. */
  readonly target: Target | undefined;
  /** The server that kubectl dials, if it is probed beside the target: a gateway has a name and a CA of its own. */
  readonly server?: Target | undefined;
  /** Whether `server` alone is probed where all other addresses of the target are out of reach. */
  readonly mayFallBack?: boolean;
  /** Names that are judged at `server` only where it is probed alone. */
  readonly namesElsewhere?: readonly string[];
  /** Undefined: the addresses are those that are configured. */
  readonly scope?: Scope | undefined;
  /** Whether the target is up to date. False: `target` is the last one that was found. */
  readonly success: boolean;
  /** Whether verification is switched off (insecure-skip-tls-verify). */
  readonly insecure: boolean;
  /** What went wrong or was left out, in sentences for people, without secrets. */
  readonly notes: readonly string[];
  /** With discovery: how many instances there are, and how many there should be. */
  readonly instances?: InstanceCount;
  /** One for each address that was found and is not dialled: who led to it. */
  readonly refused?: readonly RefusalSource[];
}

/** What fleets show. */
export interface FleetView {
  /** What has set up the control plane, as the list of a fleet says. Undefined: none does. */
  readonly managedBy?: 'Cluster API' | undefined;
  /** Of the entry of a fleet itself, which has no endpoints: how many targets it has now. Undefined: it is no fleet. */
  readonly fleet?: { readonly targets: number } | undefined;
  /** Whether it has no endpoints on purpose, as a note says: nothing is probed, and nothing is wrong. */
  readonly isIdle?: boolean | undefined;
}

/** Which API servers are probed, where their list is to be had from the Kubernetes API. */
export type Scope =
  /** Those that it lists, at these addresses. */
  | { readonly kind: 'instances'; readonly addresses: readonly string[] }
  /** Those to which the server of the kubeconfig leads. `because`: for people. `outOfReach`: the addresses that are listed. */
  | { readonly kind: 'server'; readonly because: string; readonly outOfReach: readonly string[] };

/** Returns the source of a target that has nothing to probe, on purpose. */
export function idleSource(settings: Pick<TargetSource, 'name' | 'labels' | 'timeout'>): TargetSource {
  const instances = { listed: undefined, expected: undefined, missing: [], cannotTell: 'not_discovered' } as const;
  const found = { target: undefined, isIdle: true, success: true, insecure: false, notes: [], instances };
  return { ...settings, find: () => Promise.resolve(found) };
}

/** Returns the source of a target that is fully known. */
export function fixedSource(target: Target): TargetSource {
  const { name, labels, timeout } = target;
  const found = Promise.resolve({ target, success: true, insecure: false, notes: [] });
  return { name, labels, timeout, find: () => found };
}
