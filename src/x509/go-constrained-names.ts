import type { GoCertificate } from './go-certificate.js';
import { isGoDomain } from './go-domain.js';
import { type Mailbox, readMailbox } from './go-mailbox.js';
import { goQuote } from './go-text.js';
import type { GoUrl } from './go-url.js';
import { asciiLowerCase } from './host-name.js';
import { parseIpAddress } from './ip-address.js';

/** The SANs of one certificate in the form in which constraints are compared with them. */
export interface ConstrainedNames {
  readonly ips: readonly Uint8Array[];
  readonly dns: readonly string[];
  readonly urls: readonly ConstrainedUrl[];
  readonly emails: readonly Mailbox[];
}

export interface ConstrainedUrl {
  readonly text: string;
  readonly domain: string;
}

/** Go's message for a name that cannot be compared, or that a constraint does not allow. */
export class Violation extends Error {}

/** Returns the names, or throws Violation where Go's crypto/x509 cannot compare one of them with constraints. */
export function constrainedNames({ ips, dnsNames, urls, emails }: GoCertificate): ConstrainedNames {
  return {
    ips,
    dns: dnsNames,
    urls: urls.map((url) => ({ text: url.text, domain: urlDomain(url) })),
    emails: emails.map(mailbox),
  };
}

/** The host of a URL (parseURIs of crypto/x509/constraints.go). */
function urlDomain({ host, text }: GoUrl): string {
  const lower = asciiLowerCase(host);
  if (lower === '') throw new Violation(`URI with empty host (${goQuote(text)}) cannot be matched against constraints`);
  const domain = lower.includes(':') && !lower.endsWith(']') ? withoutPort(host) : lower;
  if (parseIpAddress(domain) !== undefined || /^\[.*\]$/s.test(domain))
    throw new Violation(`URI with IP (${goQuote(text)}) cannot be matched against constraints`);
  return domain;
}

/** net.SplitHostPort of Go. The host keeps its case. */
function withoutPort(host: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:[\]]*)):[^:[\]]*$/.exec(host) ?? [];
  const found = bracketed ?? plain;
  if (found !== undefined) return found;
  throw new Violation(`cannot parse URI host ${goQuote(host)}: address ${host}: too many colons in address`);
}

function mailbox(text: string): Mailbox {
  const read = readMailbox(text);
  if (read === undefined) throw new Violation(`cannot parse rfc822Name ${goQuote(text)}`);
  return { ...read, domain: asciiLowerCase(read.domain) };
}

/** Throws Violation for a name that is no domain: it cannot be compared with constraints. */
export function expectDomain(domain: string, message: string): void {
  if (!isGoDomain(domain, false)) throw new Violation(message);
}
