import { heldBytes } from '../bounds/held-bytes.js';
import { createHeldCache } from '../bounds/held-cache.js';
import { contentHash } from './content-hash.js';

/** Makes a value of bytes. Never rejects. */
export type MakeOfBytes<Value> = (bytes: Uint8Array) => Promise<Value>;

/** The default of what is remembered, in bytes that are held. */
const mostBytes = 32 * 1024 * 1024;

/**
 * Wraps a parser so that equal bytes are parsed once, however many ask for them, at the same time or later. The values that were used least
 * recently are dropped when they hold more than `maxBytes`. `isFinal`: whether a value may be kept; left out: each may.
 */
export function createByContent<Value extends object>(
  make: MakeOfBytes<Value>,
  {
    maxBytes = mostBytes,
    isFinal = () => true,
  }: { readonly maxBytes?: number; readonly isFinal?: (value: Value) => boolean } = {},
): MakeOfBytes<Value> {
  // One large kubeconfig is the usual case.
  const cache = createHeldCache<Value>(maxBytes, maxBytes / 4);
  const underWay = new Map<string, Promise<Value>>();
  const begin = async (key: string, bytes: Uint8Array): Promise<Value> => {
    const value = await make(bytes);
    if (isFinal(value)) cache.set(key, value, heldBytes(value));
    return value;
  };
  return (bytes) => {
    const key = contentHash(bytes);
    const known = cache.get(key);
    if (known !== undefined) return Promise.resolve(known);
    const work = underWay.get(key) ?? begin(key, bytes).finally(() => underWay.delete(key));
    underWay.set(key, work);
    return work;
  };
}
