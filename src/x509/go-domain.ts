import { asciiLowerCase } from './host-name.js';

/**
 * Whether Go takes the text for a domain in names and constraints (domainNameValid of crypto/x509): the empty text, or labels of visible
 * ASCII characters, none of them empty. A constraint may begin with a dot.
 */
export function isGoDomain(text: string, constraint: boolean): boolean {
  if (text === '') return true;
  if (text.endsWith('.')) return false;
  const labels = constraint && text.startsWith('.') ? text.slice(1) : text;
  if (!/^[\x21-\x7e]*$/.test(labels)) return false;
  return !labels.startsWith('.') && !labels.includes('..');
}

/** The dot in a key, below all characters of a domain. */
export const keyDot = '\0';

/**
 * Returns a domain from its end to its start, in lower case. Keys sort by the labels of their domains, the last label first (dnsCompare of
 * crypto/x509), and a domain is below another one where its key begins with the other's.
 */
export function domainKey(domain: string): string {
  return Array.from(asciiLowerCase(domain).replaceAll('.', keyDot)).reverse().join('');
}
