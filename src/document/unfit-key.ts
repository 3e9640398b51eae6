import type { Mark } from './outline.js';

/** A key that YAML allows but plain objects cannot have. */
export interface UnfitKey {
  readonly at: number | undefined;
  readonly message: string;
}

/** Keys that the schema library ignores silently, as a guard against prototype pollution. Nothing may be ignored silently. */
const guarded = ['__proto__', 'constructor', 'prototype'];

/** What may come next in an open collection. */
type Expects = 'key' | 'value' | 'item';

const after: Readonly<Record<Expects, Expects>> = { key: 'value', value: 'key', item: 'item' };

/** Returns the first unfit key among the marks of a document. */
export function unfitKey(marks: Iterable<Mark>): UnfitKey | undefined {
  const open: Expects[] = [];
  for (const mark of marks) {
    const message = open.at(-1) === 'key' ? faultOf(mark) : undefined;
    if (message !== undefined && mark.kind !== 'end') return { at: mark.at, message };
    advance(open, mark);
  }
  return undefined;
}

function faultOf(mark: Mark): string | undefined {
  if (mark.kind === 'end') return undefined;
  if (mark.kind !== 'scalar') return 'a key must be plain text ([IPv6]:port needs quotes)';
  return guarded.includes(mark.text) ? `the key ${mark.text} cannot be used` : undefined;
}

function advance(open: Expects[], mark: Mark): void {
  if (mark.kind === 'sequence' || mark.kind === 'mapping') {
    open.push(mark.kind === 'mapping' ? 'key' : 'item');
    return;
  }
  if (mark.kind === 'end') open.pop();
  const innermost = open.pop();
  if (innermost !== undefined) open.push(after[innermost]);
}
