import type { SecureContextOptions } from 'node:tls';
import type { ClientAuth } from './tls-names.js';

/** A valid web configuration. Every file that it names has been read. */
export interface WebConfig {
  /** undefined: plain HTTP. */
  readonly tls: TlsConfig | undefined;
  /** The headers of every response. */
  readonly headers: Readonly<Record<string, string>>;
  /** bcrypt hashes by user. Empty: no login is needed. */
  readonly users: ReadonlyMap<string, string>;
  readonly rateLimit: RateLimit | undefined;
}

export interface TlsConfig {
  /** The options for node:tls, which has accepted them once. */
  readonly context: SecureContextOptions;
  readonly clientAuth: ClientAuth;
  /** The absolute path of the client CA; undefined: it is inline, or there is none. */
  readonly clientCaFile: string | undefined;
  /** A client's certificate must have one of these; undefined: any SANs are accepted. */
  readonly allowedSans: readonly string[] | undefined;
}

/** A bucket of `burst` requests. One request is added every `interval` seconds. */
export interface RateLimit {
  readonly interval: number;
  readonly burst: number;
}

export const openToAll: WebConfig = { tls: undefined, headers: {}, users: new Map(), rateLimit: undefined };
