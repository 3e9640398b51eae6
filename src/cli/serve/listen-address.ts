/** Without `host`: listen on every address. */
export interface ListenAddress {
  readonly host: string | undefined;
  readonly port: number;
}

/**
 * Parses `:10643`, `127.0.0.1:10643`, `[::1]:10643` or `localhost:10643`, the usual forms of exporters; undefined: anything else. Port 0
 * means any free port.
 */
export function parseListenAddress(text: string): ListenAddress | undefined {
  const [, v6, host, digits] = /^(?:\[([0-9a-fA-F:.]+)\]|([^[\]:\s]*)):(\d{1,5})$/.exec(text) ?? [];
  const port = Number(digits);
  return port <= 65_535 ? { host: (v6 ?? host) || undefined, port } : undefined;
}
