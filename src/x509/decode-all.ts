import type { Certificate, Decode } from './certificate.js';

/** Decodes certificates, and leaves out those that cannot be decoded. */
export function decodeAll(ders: readonly Uint8Array[], decode: Decode): readonly Certificate[] {
  return ders.flatMap((der) => {
    const decoded = decode(der);
    return decoded.ok ? [decoded.certificate] : [];
  });
}
