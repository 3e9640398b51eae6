/** Returns whether an error is one of OpenSSL, which means that TLS failed, and not the connection below it. */
export function isTlsError(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && /^(?:ERR_(?:SSL|OSSL)_|EPROTO$)/.test(code);
}
