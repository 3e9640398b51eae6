/** Returns the exporter's configuration for one control plane, with its CA in a file beside it: YAML as a user would write it. */
export function exporterConfig(addresses: readonly string[], names: readonly string[], caFile: string): string {
  return `targets:
  - name: demo
    addresses: [${addresses.map(quote).join(', ')}]
    names: [${names.map(quote).join(', ')}]
    ca: { file: ${quote(caFile)} }
    labels: { env: demo }
`;
}

/** JSON strings are valid YAML. */
function quote(text: string): string {
  return JSON.stringify(text);
}
