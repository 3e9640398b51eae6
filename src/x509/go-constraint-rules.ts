import { type ConstrainedName, type ConstrainedNames, mailboxName, Violation } from './go-constrained-names.js';
import { dnsConstraintFinder } from './go-dns-constraints.js';
import { ipConstraintFinder, rangeText } from './go-ip-constraints.js';
import { readMailbox } from './go-mailbox.js';
import type { NameConstraints, Subtrees } from './go-name-constraints.js';
import { goQuote } from './go-text.js';
import { ipAddressOfBytes } from './ip-address.js';

/** The constraints of one certificate, ready to be compared with names. */
export interface ConstraintRules {
  readonly ip: Kind<Uint8Array>;
  readonly dns: Kind<ConstrainedName>;
  readonly url: Kind<ConstrainedName>;
  readonly email: Kind<ConstrainedName>;
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
    dns: kind('DNS name', constraints, ({ dns }, permitted) => domainFinder(dns, permitted)),
    url: kind('URI', constraints, ({ urls }, permitted) => domainFinder(urls, permitted)),
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

function domainFinder(domains: readonly string[], permitted: boolean): Find<ConstrainedName> | undefined {
  const find = dnsConstraintFinder(domains, permitted);
  return find && (({ key }) => find(key));
}

/** A constraint with an @ is one mailbox, the others are domains (emailConstraints of Go's crypto/x509). */
function emailFinder({ emails }: Subtrees, permitted: boolean): Find<ConstrainedName> | undefined {
  if (emails.length === 0) return undefined;
  const mailboxes = emails.flatMap((email) => (email.includes('@') ? (readMailbox(email) ?? []) : []));
  const exact = new Set(mailboxes.map((mailbox) => mailboxKey(mailboxName(mailbox))));
  const inDomain = domainFinder(
    emails.filter((email) => !email.includes('@')),
    permitted,
  );
  return (name) => (exact.has(mailboxKey(name)) ? name.text : inDomain?.(name));
}

/** Differs for `"a@b"@c` and `a@b@c`. A domain has no space. */
function mailboxKey({ key, text }: ConstrainedName): string {
  return `${key} ${text}`;
}

/** Throws Violation with Go's message for the first name that the constraints do not allow. */
export function checkNames({ ip, dns, url, email }: ConstraintRules, names: ConstrainedNames): void {
  for (const address of names.ips) checkName(ip, address, () => ipAddressOfBytes(address) ?? '');
  checkDomains(dns, names.dns, (text) => `x509: cannot parse dnsName ${text}`);
  checkDomains(url, names.urls, (text) => `x509: internal error: URI SAN ${text} failed to parse`);
  checkDomains(email, names.emails, (text) => `x509: cannot parse rfc822Name ${text}`);
}

function checkDomains(
  kind: Kind<ConstrainedName>,
  names: readonly ConstrainedName[],
  cannotCompare: (quoted: string) => string,
): void {
  for (const name of names) {
    if (!name.comparable) throw new Violation(cannotCompare(goQuote(name.text)));
    checkName(kind, name, () => name.text);
  }
}

function checkName<Name>({ name: kindName, permitted, excluded }: Kind<Name>, name: Name, text: () => string): void {
  if (permitted !== undefined && permitted(name) === undefined)
    throw new Violation(`${kindName} ${goQuote(text())} is not permitted by any constraint`);
  const constraint = excluded?.(name);
  if (constraint !== undefined)
    throw new Violation(`${kindName} ${goQuote(text())} is excluded by constraint ${goQuote(constraint)}`);
}
