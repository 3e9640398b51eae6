/**
 * The kinds of key that the PKI makes, each with its WebCrypto parameters. RSA takes a tenth of a second or more; the others take under one
 * millisecond.
 */
export const keyAlgorithms = {
  'ecdsa-p256': {
    generate: { name: 'ECDSA', namedCurve: 'P-256' },
    sign: { name: 'ECDSA', hash: 'SHA-256' },
  },
  'rsa-2048': {
    generate: {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: Uint8Array.of(1, 0, 1),
      hash: 'SHA-256',
    },
    sign: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  },
  ed25519: { generate: { name: 'Ed25519' }, sign: { name: 'Ed25519' } },
} as const;

export type KeyAlgorithm = keyof typeof keyAlgorithms;
