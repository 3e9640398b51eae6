/** Characters that mean nothing in YAML, JSON, Go templates and Grafana's variables, wherever the URL is put. */
const plain = /^https?:\/\/[A-Za-z0-9:/._~%+,@=!*[\]-]+$/;

/**
 * Returns the start of links, without a slash at its end. Undefined: it is not the start of an HTTP URL, has a query or a fragment, to which
 * nothing can be added, or has a password, which everyone who sees an alert would read.
 */
export function linkBase(text: string): string | undefined {
  if (!plain.test(text) || !URL.canParse(text)) return undefined;
  const { username, password } = new URL(text);
  return username === '' && password === '' ? text.replace(/(?<!\/)\/+$/, '') : undefined;
}
