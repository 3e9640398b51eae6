import { constants } from 'node:crypto';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { curves, tlsVersions } from './tls-names.js';
import type { TlsSettings } from './web-config-schema.js';

/** Always on, as in Go: the suites of TLS 1.3 cannot be chosen. */
const tls13Suites = ['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'];

/**
 * Go's groups. Node's default has finite-field groups of up to 8192 bits too, with which each handshake of a stranger takes 100 ms of this
 * process and nothing of the stranger.
 */
const groups = [...postQuantum(), curves.X25519, curves.CurveP256, curves.CurveP384, curves.CurveP521].join(':');

const versions: readonly string[] = Object.values(tlsVersions);

/** Returns the TLS settings for node:tls, without certificates. */
export function tlsOptions(settings: TlsSettings): SecureContextOptions {
  const { min_version: min, max_version: max, cipher_suites: ciphers, curve_preferences: chosen } = settings;
  return {
    minVersion: min ?? 'TLSv1.2',
    maxVersion: max ?? 'TLSv1.3',
    // As in Go. Node would let a client show three more certificates, which nobody bounds.
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
    honorCipherOrder: settings.prefer_server_cipher_suites,
    ...(ciphers && ciphers.length > 0 && { ciphers: [...new Set([...ciphers, ...tls13Suites])].join(':') }),
    ecdhCurve: chosen && chosen.length > 0 ? chosen.join(':') : groups,
  };
}

/** Returns what is wrong with the versions. OpenSSL refuses versions before TLS 1.2 at its default security level. */
export function versionFault({ min_version: min, max_version: max }: TlsSettings): string | undefined {
  if (max === 'TLSv1' || max === 'TLSv1.1') return 'at least TLS12: older versions are not supported';
  const inverted = versions.indexOf(min ?? 'TLSv1.2') > versions.indexOf(max ?? 'TLSv1.3');
  return inverted ? 'at least min_version' : undefined;
}

/** OpenSSL has it since 3.5, so Node 20 does not. */
function postQuantum(): readonly string[] {
  const group = 'X25519MLKEM768';
  try {
    createSecureContext({ ca: [], ecdhCurve: group });
    return [group];
  } catch {
    return [];
  }
}
