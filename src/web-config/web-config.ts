import type { SecureContextOptions } from 'node:tls';
import type { ClientAuth } from './tls-names.js';

/** A web configuration of which everything holds; every file that it names has been read. */
export interface WebConfig {
  /** undefined: plain HTTP. */
  readonly tls: TlsConfig | undefined;
  /** Of every response. */
  readonly headers: Readonly<Record<string, string>>;
  /** bcrypt hashes by user; none: everybody is let in. */
  readonly users: ReadonlyMap<string, string>;
  readonly rateLimit: RateLimit | undefined;
}

export interface TlsConfig {
  /** As node:tls takes it, and has taken it once. */
  readonly context: SecureContextOptions;
  readonly clientAuth: ClientAuth;
  /** A client's certificate must have one of these; undefined: any will do. */
  readonly allowedSans: readonly string[] | undefined;
}

/** A bucket of `burst` requests, to which one is added each `interval` seconds. */
export interface RateLimit {
  readonly interval: number;
  readonly burst: number;
}

export const openToAll: WebConfig = { tls: undefined, headers: {}, users: new Map(), rateLimit: undefined };
