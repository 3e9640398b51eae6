const space = 0x20;

/** Returns whether a line of a key log (RFC 9850 2) has this label, of eight bytes or more. There are five lines for each handshake of TLS 1.3. */
export function hasLabel(line: Buffer, label: string): boolean {
  // Most lines have another label, which is seen without a string.
  return (
    line[label.length] === space &&
    line[7] === label.charCodeAt(7) &&
    line.toString('latin1', 0, label.length) === label
  );
}

/** Returns the secret in a line of a key log that has this label; undefined: it has another. Its fields are label, random, secret. */
export function secretIn(line: Buffer, label: string): Buffer | undefined {
  if (!hasLabel(line, label)) return undefined;
  return Buffer.from(line.toString('latin1', line.lastIndexOf(' ') + 1).trim(), 'hex');
}
