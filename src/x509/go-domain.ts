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
