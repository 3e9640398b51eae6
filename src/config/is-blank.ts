/** Whether a YAML file says nothing: blanks, comments and document marks alone. */
export function isBlank(bytes: Uint8Array): boolean {
  const lines = Buffer.from(bytes.subarray(0, 65_536)).toString('latin1').split('\n');
  return bytes.length <= 65_536 && lines.every((line) => /^(?:\s*|---\s*|\s*#.*)$/.test(line));
}
