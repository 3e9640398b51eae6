import type { Target } from './target.js';

/** A configured target, whose addresses may have to be found first. */
export interface TargetSource {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds for finding its endpoints, and as many for probing each. */
  readonly timeout: number;
  /** The target as it is now. Never rejects. */
  readonly find: () => Promise<Found>;
}

export interface Found {
  /** Undefined: not known, and never was. */
  readonly target: Target | undefined;
  /** Whether it is known as of now; false: `target` is what was found last. */
  readonly success: boolean;
  /** Whether verification is switched off (insecure-skip-tls-verify). */
  readonly insecure: boolean;
  /** What went wrong or was left out, in sentences for people, without secrets. */
  readonly notes: readonly string[];
}

/** The source of a target that is fully known. */
export function fixedSource(target: Target): TargetSource {
  const { name, labels, timeout } = target;
  const found = Promise.resolve({ target, success: true, insecure: false, notes: [] });
  return { name, labels, timeout, find: () => found };
}
