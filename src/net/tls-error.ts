/** Returns whether an error of Node or OpenSSL means that TLS failed, and not the connection below it. */
export function isTlsError(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^(?:ERR_SSL|ERR_OSSL|EPROTO)/.test(code);
}
