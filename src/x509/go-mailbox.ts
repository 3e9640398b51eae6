import { isGoDomain } from './go-domain.js';

/** An e-mail address (RFC 2821, Mailbox). */
export interface Mailbox {
  readonly local: string;
  readonly domain: string;
}

/** qtext or quoted-pair. RFC 3696 and its errata argue about the space; Go takes it. Go's quoted-pair excludes NUL, LF and CR only. */
const quoted = /^"((?:[\x01-\x08\x0b\x0c\x0e-\x1f !#-[\]-\x7f]|\\[\x01-\x09\x0b\x0c\x0e-\x7f])*)"@(.*)$/s;

/** Go takes any escaped character outside of quotes, too. */
const atoms = /^((?:[0-9a-zA-Z!#$%&'*+\-/=?^_`{|}~.]|\\.)+)@(.*)$/s;

/** Reads ASCII text as parseRFC2821Mailbox of Go's crypto/x509 does. Returns undefined for what is no address. */
export function readMailbox(text: string): Mailbox | undefined {
  const match = (text.startsWith('"') ? quoted : atoms).exec(text);
  if (match === null) return undefined;
  const [, raw = '', domain = ''] = match;
  const local = raw.replace(/\\(.)/gs, '$1');
  if (!text.startsWith('"') && (local.startsWith('.') || local.endsWith('.') || local.includes('..'))) return undefined;
  // Unlike other domains, this one may not begin with a dot. It may be empty.
  return isGoDomain(domain, false) ? { local, domain } : undefined;
}
