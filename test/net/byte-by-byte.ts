/** The text in pieces of one byte. */
export function byteByByte(latin1: string): readonly string[] {
  return Array.from(Buffer.from(latin1, 'latin1'), (byte) => String.fromCharCode(byte));
}
