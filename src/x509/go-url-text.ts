/** The parts of a URL as Go's net/url keeps them. Text has one character for each byte. */
export interface UrlParts {
  readonly scheme: string;
  /** What follows the scheme of a URL without slashes. */
  readonly opaque?: string;
  /** Undefined: there are no two slashes. `user`: undone of %-escapes, name and password apart. */
  readonly authority?: { readonly user: readonly string[] | undefined; readonly host: string } | undefined;
  /** As written. */
  readonly path: string;
  /** Undefined: no question mark. */
  readonly query: string | undefined;
}

/** What may stand as it is in each part, besides letters and digits (encoding_table.go of net/url). */
const unescaped = {
  user: /[A-Za-z0-9$&+,\-.;=_~]/,
  host: /[A-Za-z0-9!"$&'()*+,\-.:;<=>[\]_~]/,
  path: /[A-Za-z0-9$&+,\-./:;=@_~]/,
  fragment: /[A-Za-z0-9!$&()*+,\-./:;=?@_~]/,
} as const;

/** Encoded text that is left as it is, although Go would encode it otherwise. */
const left = {
  path: /^[A-Za-z0-9!$&'()*+,\-./:;=@[\]_~%]*$/,
  fragment: /^[A-Za-z0-9!$&'()*+,\-./:;=?@[\]_~%]*$/,
} as const;

/** Returns the URL as URL.String of Go prints it. `fragment`: as written. Its %-escapes are known to be sound. */
export function goUrlText(parts: UrlParts, fragment: string): string {
  const { scheme, query } = parts;
  const begin = scheme === '' ? '' : `${scheme}:`;
  const rest = parts.opaque || hierarchy(parts);
  // RFC 3986 section 4.2: a first segment with a colon would be taken for a scheme.
  const dot = begin === '' && /^[^/]*:/.test(rest) ? './' : '';
  const end = fragment === '' ? '' : `#${encoded(fragment, 'fragment')}`;
  return `${begin}${dot}${rest}${query === undefined ? '' : `?${query}`}${end}`;
}

function hierarchy({ authority, path: written }: UrlParts): string {
  const path = encoded(written, 'path');
  if (authority === undefined) return path;
  const { user, host } = authority;
  if (host === '' && path === '' && user === undefined) return '';
  const login = user === undefined ? '' : `${user.map((part) => escape(part, 'user')).join(':')}@`;
  return `//${login}${escape(host, 'host')}${path}`;
}

function encoded(written: string, part: 'path' | 'fragment'): string {
  return written === '*' || left[part].test(written) ? written : escape(undone(written), part);
}

function undone(written: string): string {
  return written.replace(/%([0-9a-fA-F]{2})/g, (_found, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}

function escape(text: string, part: keyof typeof unescaped): string {
  return text.replace(/[\s\S]/g, (character) =>
    unescaped[part].test(character)
      ? character
      : `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
