import type { GoCertificate } from './go-certificate.js';
import { domainKey, isGoDomain } from './go-domain.js';
import { type Mailbox, readMailbox } from './go-mailbox.js';
import { goQuote } from './go-text.js';
import type { GoUrl } from './go-url.js';
import { asciiLowerCase } from './host-name.js';
import { parseIpAddress } from './ip-address.js';

/** The SANs of one certificate in the form in which constraints are compared with them. */
export interface ConstrainedNames {
  readonly ips: readonly Uint8Array[];
  readonly dns: readonly ConstrainedName[];
  readonly urls: readonly ConstrainedName[];
  readonly emails: readonly ConstrainedName[];
}

/** A DNS name, URL or e-mail address. */
export interface ConstrainedName {
  /** As Go's messages show it. */
  readonly text: string;
  /** The domainKey of the domain that DNS constraints are compared with. */
  readonly key: string;
  /** Whether Go takes that domain for one, and so can compare it. */
  readonly comparable: boolean;
}

/** Go's message for a name that cannot be compared, or that a constraint does not allow. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** Returns the names, or throws Violation where Go's crypto/x509 cannot compare one of them with constraints. */
export function constrainedNames({
  ips,
  dnsNames,
  urls,
  emails,
}: Pick<GoCertificate, 'ips' | 'dnsNames' | 'urls' | 'emails'>): ConstrainedNames {
  return {
    ips,
    dns: dnsNames.map((name) => constrainedName(name, name)),
    urls: urls.map((url) => constrainedName(url.text, urlDomain(url))),
    emails: emails.map(constrainedEmail),
  };
}

function constrainedName(text: string, domain: string): ConstrainedName {
  return { text, key: domainKey(domain), comparable: isGoDomain(domain, false) };
}

/** The host of a URL (parseURIs of crypto/x509/constraints.go). */
function urlDomain({ host, text }: GoUrl): string {
  if (host === '') throw new Violation(`URI with empty host (${goQuote(text)}) cannot be matched against constraints`);
  const domain = host.startsWith('[') ? host : withoutPort(host);
  // Only an IP has brackets.
  if (domain.startsWith('[') || parseIpAddress(domain) !== undefined)
    throw new Violation(`URI with IP (${goQuote(text)}) cannot be matched against constraints`);
  return domain;
}

/** net.SplitHostPort of Go, for a host without brackets around it. */
function withoutPort(host: string): string {
  const [domain = '', port, ...more] = host.split(':');
  const cannot = (why: string): Violation =>
    new Violation(`cannot parse URI host ${goQuote(host)}: address ${host}: ${why}`);
  if (port === undefined) return domain;
  if (more.length > 0) throw cannot('too many colons in address');
  if (host.includes(']')) throw cannot("unexpected ']' in address");
  return domain;
}

function constrainedEmail(text: string): ConstrainedName {
  const mailbox = readMailbox(text);
  if (mailbox === undefined) throw new Violation(`cannot parse rfc822Name ${goQuote(text)}`);
  return mailboxName(mailbox);
}

export function mailboxName({ local, domain }: Mailbox): ConstrainedName {
  return constrainedName(`${local}@${asciiLowerCase(domain)}`, domain);
}
