/** Returns the secret in a line of a key log (RFC 9850 2) that has this label; undefined: it has another. Its fields are label, random, secret. */
export function secretIn(line: Buffer, label: string): Buffer | undefined {
  if (line.toString('latin1', 0, label.length + 1) !== `${label} `) return undefined;
  return Buffer.from(line.toString('latin1', line.lastIndexOf(' ') + 1).trim(), 'hex');
}
