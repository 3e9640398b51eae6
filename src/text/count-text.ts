/** Counts things in words: `1 target`, `1,000 targets`. */
export function countText(count: number, noun: string): string {
  // Node takes 15 ms to load how numbers are written before it first writes one.
  const digits = count < 1000 ? String(count) : count.toLocaleString('en-US');
  return `${digits} ${noun}${count === 1 ? '' : 's'}`;
}
