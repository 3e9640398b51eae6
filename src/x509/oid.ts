/** An OBJECT IDENTIFIER's value as dotted text (X.690 8.19). Arcs of any size; what is cut off or empty gives `undefined`. */
export function oidText(value: Uint8Array): string | undefined {
  const last = value.at(-1);
  if (last === undefined || last >= 0x80 || value.length > 128) return undefined;
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const octet of value) {
    arc = (arc << 7n) | BigInt(octet & 0x7f);
    if (octet & 0x80) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first = 0n, ...rest] = arcs;
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...rest].join('.');
}
