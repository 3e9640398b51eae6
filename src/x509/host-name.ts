/** What a client dials and verifies: parsed once, at the edge. `text` is canonical, so that equal names are equal strings. */
export type HostName = { readonly kind: 'ip'; readonly text: string } | { readonly kind: 'dns'; readonly text: string };
