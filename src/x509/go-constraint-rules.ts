import { type ConstrainedNames, expectDomain, Violation } from './go-constrained-names.js';
import { dnsConstraintFinder } from './go-dns-constraints.js';
import { ipConstraintFinder, rangeText } from './go-ip-constraints.js';
import { type Mailbox, readMailbox } from './go-mailbox.js';
import type { NameConstraints, Subtrees } from './go-name-constraints.js';
import { goQuote } from './go-text.js';
import { asciiLowerCase } from './host-name.js';
import { ipAddressOfBytes } from './ip-address.js';

/** The constraints of one certificate, ready to be compared with names. */
export interface ConstraintRules {
  readonly ip: Kind<Uint8Array>;
  readonly dns: Kind<string>;
  readonly url: Kind<string>;
  readonly email: Kind<Mailbox>;
}

/** Finds the constraint that a name falls under. */
type Find<Name> = (name: Name) => string | undefined;

/** Constraints on names of one kind. Undefined: there are none. */
interface Kind<Name> {
  /** As Go's messages name it. */
  readonly name: string;
  readonly permitted: Find<Name> | undefined;
  readonly excluded: Find<Name> | undefined;
}

type Constraining = Pick<NameConstraints, 'permitted' | 'excluded'>;

export function constraintRules(constraints: Constraining): ConstraintRules {
  return {
    ip: kind('IP address', constraints, ipFinder),
    dns: kind('DNS name', constraints, ({ dns }, permitted) => dnsConstraintFinder(dns, permitted)),
    url: kind('URI', constraints, ({ urls }, permitted) => dnsConstraintFinder(urls, permitted)),
    email: kind('email address', constraints, emailFinder),
  };
}

function kind<Name>(
  name: string,
  { permitted, excluded }: Constraining,
  finder: (subtrees: Subtrees, permitted: boolean) => Find<Name> | undefined,
): Kind<Name> {
  return { name, permitted: finder(permitted, true), excluded: finder(excluded, false) };
}

function ipFinder({ ips }: Subtrees): Find<Uint8Array> | undefined {
  const find = ipConstraintFinder(ips);
  if (find === undefined) return undefined;
  return (ip) => {
    const range = find(ip);
    return range && rangeText(range);
  };
}

/** A constraint with an @ is one mailbox, the others are domains (emailConstraints of Go's crypto/x509). */
function emailFinder({ emails }: Subtrees, permitted: boolean): Find<Mailbox> | undefined {
  if (emails.length === 0) return undefined;
  const [mailboxes, domains] = [
    emails.flatMap((email) => (email.includes('@') ? (readMailbox(email) ?? []) : [])),
    emails.filter((email) => !email.includes('@')),
  ];
  const exact = new Set(mailboxes.map(({ local, domain }) => `${local}@${asciiLowerCase(domain)}`));
  const inDomain = dnsConstraintFinder(domains, permitted);
  return (mailbox) => (exact.has(mailboxText(mailbox)) ? mailboxText(mailbox) : inDomain?.(mailbox.domain));
}

function mailboxText({ local, domain }: Mailbox): string {
  return `${local}@${domain}`;
}

/** Throws Violation with Go's message for the first name that the constraints do not allow. */
export function checkNames({ ip, dns, url, email }: ConstraintRules, names: ConstrainedNames): void {
  for (const address of names.ips) checkName(ip, address, () => ipAddressOfBytes(address) ?? '');
  for (const name of names.dns) {
    expectDomain(name, `x509: cannot parse dnsName ${goQuote(name)}`);
    checkName(dns, name, () => name);
  }
  for (const { text, domain } of names.urls) {
    expectDomain(domain, `x509: internal error: URI SAN ${goQuote(text)} failed to parse`);
    checkName(url, domain, () => text);
  }
  for (const mailbox of names.emails) {
    expectDomain(mailbox.domain, `x509: cannot parse rfc822Name ${goQuote(mailboxText(mailbox))}`);
    checkName(email, mailbox, () => mailboxText(mailbox));
  }
}

function checkName<Name>({ name: kindName, permitted, excluded }: Kind<Name>, name: Name, text: () => string): void {
  if (permitted !== undefined && permitted(name) === undefined)
    throw new Violation(`${kindName} ${goQuote(text())} is not permitted by any constraint`);
  const constraint = excluded?.(name);
  if (constraint !== undefined)
    throw new Violation(`${kindName} ${goQuote(text())} is excluded by constraint ${goQuote(constraint)}`);
}
