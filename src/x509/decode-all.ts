import type { Certificate, Decode } from './certificate.js';

interface Known {
  readonly decode: Decode;
  readonly certificates: readonly Certificate[];
}

/** A CA, and the path of a verdict that is kept, are the same list at each probe. */
const known = new WeakMap<readonly Uint8Array[], Known>();

/** Decodes certificates, and leaves out those that cannot be decoded. The same list is decoded once. */
export function decodeAll(ders: readonly Uint8Array[], decode: Decode): readonly Certificate[] {
  const before = known.get(ders);
  if (before?.decode === decode) return before.certificates;
  const certificates = ders.flatMap((der) => {
    const decoded = decode(der);
    return decoded.ok ? [decoded.certificate] : [];
  });
  known.set(ders, { decode, certificates });
  return certificates;
}
