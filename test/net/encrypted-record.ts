import { createCipheriv } from 'node:crypto';

/** server_handshake_traffic_secret and the key and iv that follow from it (RFC 8448 section 3). */
export const secret = Buffer.from('b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38', 'hex');
const key = Buffer.from('3fce516009c21727d0f2e4e86ee403bc', 'hex');
const iv = Buffer.from('5d313eb2671276ee13000b30', 'hex');

/** Makes the record with this number. Numbers below 256 change the last byte of the nonce alone. */
export function encrypt(sequence: number, inner: Uint8Array): Buffer {
  const nonce = Buffer.from(iv);
  nonce[11] = (nonce[11] ?? 0) ^ sequence;
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  const length = inner.length + 16;
  const header = Buffer.of(23, 3, 3, length >> 8, length & 255);
  cipher.setAAD(header);
  return Buffer.concat([header, cipher.update(inner), cipher.final(), cipher.getAuthTag()]);
}
