import { createDecipheriv, createHmac } from 'node:crypto';

/** The cipher suites of TLS 1.3 that OpenSSL offers (RFC 8446 B.4). */
const suites = [
  { cipher: 'aes-128-gcm', hash: 'sha256', hashLength: 32, keyLength: 16 },
  { cipher: 'aes-256-gcm', hash: 'sha384', hashLength: 48, keyLength: 32 },
  { cipher: 'chacha20-poly1305', hash: 'sha256', hashLength: 32, keyLength: 32 },
] as const;

type Suite = (typeof suites)[number];

const nonceLength = 12;
const tagLength = 16;

export interface Decrypted {
  /** Of the record inside. */
  readonly type: number;
  readonly payload: Buffer;
}

/**
 * Decrypts one record, header included. Undefined: it was not encrypted with this secret, or is not the next one, and OpenSSL cannot read it
 * either.
 */
export type DecryptRecord = (record: Buffer) => Decrypted | undefined;

/**
 * Returns what decrypts the records of one side's handshake, which must come in order (RFC 8446 5.2, 5.3, 7.3). `secret`: the handshake traffic
 * secret of that side. Of the suites with a hash of its length, the one that decrypts the first record counts.
 */
export function handshakeTraffic(secret: Buffer): DecryptRecord {
  let decrypts = suites
    .filter(({ hashLength }) => hashLength === secret.length)
    .map((suite) => decryptAs(suite, secret));
  return (record) => {
    for (const decrypt of decrypts) {
      const decrypted = decrypt(record);
      if (decrypted === undefined) continue;
      decrypts = [decrypt];
      return decrypted;
    }
    return undefined;
  };
}

function decryptAs({ cipher, hash, keyLength }: Suite, secret: Buffer): DecryptRecord {
  const key = expand(hash, secret, 'key', keyLength);
  const iv = expand(hash, secret, 'iv', nonceLength);
  let sequence = 0;
  return (record) => {
    const nonce = Buffer.from(iv);
    nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ sequence) >>> 0, 8);
    const end = record.length - tagLength;
    if (end < 5) return undefined;
    try {
      // Its types know the options of one cipher only.
      const decipher = createDecipheriv(cipher as 'aes-128-gcm', key, nonce, { authTagLength: tagLength });
      decipher.setAAD(record.subarray(0, 5));
      decipher.setAuthTag(record.subarray(end));
      const inner = Buffer.concat([decipher.update(record.subarray(5, end)), decipher.final()]);
      // OpenSSL skips early data that it cannot read, and does not count it either.
      sequence += 1;
      return unpad(inner);
    } catch {
      return undefined;
    }
  };
}

/** The last byte that is not zero is the type. */
function unpad(inner: Buffer): Decrypted | undefined {
  let end = inner.length - 1;
  while (inner[end] === 0) end -= 1;
  const type = inner[end];
  return type === undefined ? undefined : { type, payload: inner.subarray(0, end) };
}

/** HKDF-Expand-Label with an empty context (RFC 8446 7.1), of which the first block is enough. */
function expand(hash: string, secret: Buffer, label: string, length: number): Buffer {
  const full = `tls13 ${label}`;
  const info = Buffer.concat([Buffer.of(0, length, full.length), Buffer.from(full), Buffer.of(0, 1)]);
  return createHmac(hash, secret).update(info).digest().subarray(0, length);
}
