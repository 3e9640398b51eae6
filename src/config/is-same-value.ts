import type { Secret } from '../net/secret.js';

/**
 * Whether two configurations, or parts of them, say the same: mappings, lists, bytes and texts are compared by value, secrets by their text.
 * Linear in their size: a list that many targets share, such as the certificates of a CA, is compared once.
 */
export function isSameValue(one: unknown, other: unknown, known: Map<object, object> = new Map()): boolean {
  if (Object.is(one, other)) return true;
  if (!isObject(one) || !isObject(other)) return false;
  if (known.get(one) === other) return true;
  const same = isSameObject(one, other, known);
  if (same) known.set(one, other);
  return same;
}

function isSameObject(one: object, other: object, known: Map<object, object>): boolean {
  if (isSecret(one) || isSecret(other)) return isSecret(one) && isSecret(other) && one.reveal() === other.reveal();
  if (one instanceof Uint8Array || other instanceof Uint8Array)
    return one instanceof Uint8Array && other instanceof Uint8Array && Buffer.compare(one, other) === 0;
  const [left, right] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    left.length === right.size &&
    left.every(([key, value]) => right.has(key) && isSameValue(value, right.get(key), known))
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isSecret(value: object): value is Secret {
  return 'reveal' in value && typeof value.reveal === 'function';
}
