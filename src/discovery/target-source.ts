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

export interface Found {
  /** Undefined if the target is not known and never was. */
  readonly target: Target | undefined;
  /** The gateway through which the target was found. Clients reach it by its own name, and trust it by its own CA. */
  readonly gateway?: Target | undefined;
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

/** Returns the source of a target that is fully known. */
export function fixedSource(target: Target): TargetSource {
  const { name, labels, timeout } = target;
  const found = Promise.resolve({ target, success: true, insecure: false, notes: [] });
  return { name, labels, timeout, find: () => found };
}
