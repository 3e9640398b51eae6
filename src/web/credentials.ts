export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Reads the value of an Authorization header (RFC 7617); undefined: there are no credentials of this kind in it. */
export function parseCredentials(header: string | undefined): Credentials | undefined {
  const [, encoded] = /^basic +([\w+/-]+={0,2}) *$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
