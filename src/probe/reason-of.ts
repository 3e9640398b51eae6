import { isTlsError } from '../net/tls-error.js';
import { type Reason, type ReasonEntry, reasonNames, reasons } from './reason.js';

/** Returns the reason for an error of Node's net, tls or dns. An unknown error is `internal`. */
export function reasonOf(error: unknown): Reason {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const text = `${typeof code === 'string' ? code : ''} ${typeof message === 'string' ? message : ''}`;
  for (const name of reasonNames) {
    const entry: ReasonEntry = reasons[name];
    if (entry.pattern?.test(text)) return name;
  }
  // OpenSSL's remaining errors: the handshake broke in a way that no other entry names.
  return isTlsError(error) ? 'handshake' : 'internal';
}
