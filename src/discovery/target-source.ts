import type { Target } from './target.js';

/** A configured target, whose addresses may have to be found out first. */
export interface TargetSource {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds that finding and looking may take, each. */
  readonly timeout: number;
  /** What it stands for now. Never rejects. */
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

/** A target of which all is known. */
export function staticSource(target: Target): TargetSource {
  const { name, labels, timeout } = target;
  const found = Promise.resolve({ target, success: true, insecure: false, notes: [] });
  return { name, labels, timeout, find: () => found };
}
