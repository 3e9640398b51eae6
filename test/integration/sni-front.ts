import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Identity } from '../../demo/pki.js';
import type { Need } from './requires.js';

/** What a front gets. */
export interface FrontSettings {
  /** For its configuration. */
  readonly folder: string;
  /** Where it listens, on 127.0.0.1. */
  readonly port: number;
  /** The API server, host:port. */
  readonly backend: string;
  /** A TLS server of another CA, host:port. */
  readonly other: string;
  /** What a front that ends TLS serves. */
  readonly identity: Identity;
}

/** A program in front of an API server, which lets through one SNI. */
export interface SniFront {
  readonly name: string;
  readonly needs: Need;
  /** Writes its configuration, and returns how to start it in the foreground. */
  readonly argv: (settings: FrontSettings) => readonly string[];
  /** Whether it ends TLS itself. Then nothing behind it is needed for a handshake. */
  readonly endsTls: boolean;
  /** The reasons with which it may refuse any other SNI. `other_server`: another server answers. */
  readonly refuses: readonly string[];
  /** The reasons with which it may refuse a handshake without SNI. Empty: it serves it. */
  readonly refusesNone: readonly string[];
}

/** The reasons for a connection that is cut off. */
export const cut = ['closed', 'reset'] as const;
/** The only name that is routed. */
export const routedName = 'api.example.com';

/** Writes a file to the folder, and returns its path. */
export function write({ folder }: FrontSettings, name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}

/** The certificate and its key in one file, as HAProxy and hitch want it. */
export function bundle(settings: FrontSettings): string {
  return write(settings, 'bundle.pem', [settings.identity.key, settings.identity.cert]);
}

/** The certificate and its key in two files. */
export function pair(settings: FrontSettings): readonly [cert: string, key: string] {
  const { identity } = settings;
  return [write(settings, 'tls.crt', [identity.cert]), write(settings, 'tls.key', [identity.key])];
}
