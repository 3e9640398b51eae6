import type { InferOutput } from 'valibot';
import { tlsVersions } from './tls-names.js';
import type { TlsConfig, WebConfig } from './web-config.js';
import type { TlsSettings, webConfigSchema } from './web-config-schema.js';

/** One thing that keeps clients out, and how a new configuration is kept from weakening it. */
export interface Protection {
  /** The key of the file. */
  readonly key: string;
  /** What makes the change, in place of a live update. */
  readonly needs: 'reload' | 'restart';
  /** Returns `next` with this protection as it was in `old`; undefined: `next` is at least as strict. */
  readonly hold: (old: WebConfig, next: WebConfig) => WebConfig | undefined;
}

/** A key that protects nothing, or that another key's entry covers. */
type NoProtection = 'none';

interface Rule<T> {
  readonly loosens: (old: T, next: T) => boolean;
  /** Returns `next` with the old value. */
  readonly keep: (old: T, next: T) => T;
}

/** The keys of the TLS section. They are compared only while both configurations have TLS. A new key does not compile without an entry. */
const tlsRules = {
  cert: 'none',
  key: 'none',
  cert_file: 'none',
  key_file: 'none',
  client_auth_type: {
    loosens: ({ clientAuth: old }, { clientAuth: next }) =>
      (old.requested && !next.requested) || (old.required && !next.required) || (old.verified && !next.verified),
    keep: (old, next) => ({ ...next, clientAuth: old.clientAuth }),
  },
  // After client_auth_type, so that a CA that is still needed is kept. The content of the same file may change: CAs are rotated so.
  client_ca: {
    loosens: (old, next) => old.clientAuth.verified && !sameAuthorities(old, next),
    keep: (old, next) => ({
      ...next,
      context: { ...next.context, ca: old.context.ca },
      clientCaFile: old.clientCaFile,
    }),
  },
  client_ca_file: 'none',
  client_allowed_sans: {
    loosens: ({ allowedSans: old }, { allowedSans: next }) => isWider(old, next),
    keep: (old, next) => ({ ...next, allowedSans: old.allowedSans }),
  },
  min_version: {
    loosens: ({ context: old }, { context: next }) => versionOf(next.minVersion) < versionOf(old.minVersion),
    keep: keepVersions,
  },
  max_version: {
    loosens: ({ context: old }, { context: next }) => versionOf(next.maxVersion) < versionOf(old.maxVersion),
    keep: keepVersions,
  },
  cipher_suites: {
    loosens: ({ context: old }, { context: next }) => isWider(old.ciphers?.split(':'), next.ciphers?.split(':')),
    keep: (old, next) => ({ ...next, context: { ...next.context, ciphers: old.context.ciphers } }),
  },
  curve_preferences: {
    loosens: ({ context: old }, { context: next }) => isWider(old.ecdhCurve?.split(':'), next.ecdhCurve?.split(':')),
    keep: (old, next) => ({ ...next, context: { ...next.context, ecdhCurve: old.context.ecdhCurve } }),
  },
  prefer_server_cipher_suites: {
    loosens: ({ context: old }, { context: next }) => old.honorCipherOrder === true && next.honorCipherOrder !== true,
    keep: (_old, next) => ({ ...next, context: { ...next.context, honorCipherOrder: true } }),
  },
} as const satisfies Readonly<Record<keyof TlsSettings, Rule<TlsConfig> | NoProtection>>;

/** The sections of the file but TLS. */
const rules = {
  // Go's net/http has no value of a header that is better than another, so each changed value counts.
  http_server_config: {
    loosens: ({ headers: old }, { headers: next }) => Object.entries(old).some(([name, value]) => next[name] !== value),
    keep: (old, next) => ({ ...next, headers: { ...next.headers, ...old.headers } }),
  },
  // Users and hashes change live. A hash that is cut is refused, so a half-written file adds nobody.
  basic_auth_users: {
    loosens: ({ users: old }, { users: next }) => old.size > 0 && next.size === 0,
    keep: (old, next) => ({ ...next, users: old.users }),
  },
  rate_limit: {
    loosens: ({ rateLimit: old }, { rateLimit: next }) =>
      old !== undefined && !(next !== undefined && next.interval >= old.interval && next.burst <= old.burst),
    keep: (old, next) => ({ ...next, rateLimit: old.rateLimit }),
  },
} as const satisfies Readonly<
  Record<Exclude<keyof InferOutput<typeof webConfigSchema>, 'tls_server_config'>, Rule<WebConfig>>
>;

/** Every protection of a web configuration. A later one relies on those before it. */
export const protections: readonly Protection[] = [
  {
    // A listening socket speaks either HTTP or HTTPS.
    key: 'tls_server_config',
    needs: 'restart',
    hold: ({ tls }, next) => ((tls === undefined) === (next.tls === undefined) ? undefined : { ...next, tls }),
  },
  ...entriesOf<TlsConfig>(tlsRules).map(([key, { loosens, keep }]): Protection => ({
    key: `tls_server_config.${key}`,
    needs: 'reload',
    hold: ({ tls: old }, next) =>
      old && next.tls && loosens(old, next.tls) ? { ...next, tls: keep(old, next.tls) } : undefined,
  })),
  ...entriesOf<WebConfig>(rules).map(([key, { loosens, keep }]): Protection => ({
    key,
    needs: 'reload',
    hold: (old, next) => (loosens(old, next) ? keep(old, next) : undefined),
  })),
];

function entriesOf<T>(
  table: Readonly<Record<string, Rule<T> | NoProtection>>,
): readonly (readonly [string, Rule<T>])[] {
  return Object.entries(table).flatMap(([key, rule]) => (rule === 'none' ? [] : [[key, rule] as const]));
}

/** Whether `next` allows something that `old` does not. undefined: everything is allowed. */
function isWider(old: readonly string[] | undefined, next: readonly string[] | undefined): boolean {
  return old !== undefined && (next === undefined || next.some((each) => !old.includes(each)));
}

function sameAuthorities(old: TlsConfig, next: TlsConfig): boolean {
  if (next.context.ca !== undefined && old.clientCaFile !== undefined && next.clientCaFile === old.clientCaFile)
    return true;
  return String(old.context.ca) === String(next.context.ca);
}

const versions: readonly (string | undefined)[] = Object.values(tlsVersions);

function versionOf(version: string | undefined): number {
  return versions.indexOf(version);
}

/** Both, so that the least never exceeds the greatest. */
function keepVersions(old: TlsConfig, next: TlsConfig): TlsConfig {
  const { minVersion, maxVersion } = old.context;
  return { ...next, context: { ...next.context, minVersion, maxVersion } };
}
