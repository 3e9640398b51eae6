import type { Path, Place } from './problem.js';

/** One item that a YAML parser reads, in order. `at` is its offset, undefined where nothing is written. */
export type Mark =
  | ({ readonly kind: 'sequence' | 'mapping'; readonly at: number } & NodeProperties)
  | ScalarMark
  | { readonly kind: 'end' };

export type ScalarMark = {
  readonly kind: 'scalar';
  readonly at: number | undefined;
  readonly text: string;
  /** Whether it has neither quotes nor the mark of a block, so that it may be a number, true, false or null. */
  readonly plain?: boolean;
  /** The name of the anchor that stands here instead of a value. */
  readonly alias?: string;
} & NodeProperties;

/** As written: the anchor without its `&`, the tag with its `!`. */
interface NodeProperties {
  readonly anchor?: string;
  readonly tag?: string;
}

/** Where each value of a document is: the document's shape without its values. */
export interface Outline {
  readonly at: number;
  /** Where its key is, for the value of a mapping. */
  readonly keyAt: number | undefined;
  readonly children: ReadonlyMap<string | number, Outline>;
}

const childless: Outline['children'] = new Map();

/** Builds the outline of the first node among the marks, which must be complete and without complex keys. */
export function buildOutline(marks: Iterable<Mark>): Outline {
  return node(marks[Symbol.iterator](), 0, undefined) ?? { at: 0, keyAt: undefined, children: childless };
}

/**
 * Reads one node. `otherwise` is the position to use when nothing is written. Returns undefined at the end of a collection, or of the
 * marks.
 */
function node(rest: Iterator<Mark>, otherwise: number, keyAt: number | undefined): Outline | undefined {
  const mark = next(rest);
  if (mark === undefined || mark.kind === 'end') return undefined;
  const at = mark.at ?? otherwise;
  if (mark.kind === 'scalar') return { at, keyAt, children: childless };
  return {
    at,
    keyAt,
    children: new Map<string | number, Outline>(mark.kind === 'sequence' ? items(rest, at) : pairs(rest)),
  };
}

function* items(rest: Iterator<Mark>, otherwise: number): Generator<[number, Outline]> {
  for (
    let index = 0, item = node(rest, otherwise, undefined);
    item !== undefined;
    item = node(rest, otherwise, undefined)
  ) {
    yield [index++, item];
  }
}

function* pairs(rest: Iterator<Mark>): Generator<[string, Outline]> {
  for (let key = next(rest); key?.kind === 'scalar'; key = next(rest)) {
    const value = node(rest, key.at ?? 0, key.at);
    if (value !== undefined) yield [key.text, value];
  }
}

function next(rest: Iterator<Mark>): Mark | undefined {
  const { done, value } = rest.next() as IteratorResult<Mark, undefined>;
  return done === true ? undefined : value;
}

/** Returns the outline at `path`. If there is none, returns the nearest one around it. */
export function outlineAt(outline: Outline, path: Path): Outline {
  let nearest = outline;
  for (const step of path) {
    const child = nearest.children.get(step);
    if (child === undefined) return nearest;
    nearest = child;
  }
  return nearest;
}

/**
 * Creates a function that turns an offset (UTF-16 units from 0) into line and column, in time logarithmic in the number of lines. Lines end
 * as YAML 1.2 5.4 says.
 */
export function createPlacer(source: string): (offset: number) => Place {
  const starts = lineStarts(source);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

function lineStarts(source: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: lineBreak } of source.matchAll(/\r\n|\r|\n/g)) starts.push(index + lineBreak.length);
  return starts;
}
