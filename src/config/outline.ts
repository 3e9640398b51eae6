import type { Path } from './problem.js';

/** What a YAML parser meets, in order. `at` is the offset at which it stands, undefined where nothing is written. */
export type Mark =
  | { readonly kind: 'sequence' | 'mapping'; readonly at: number }
  | { readonly kind: 'scalar'; readonly at: number | undefined; readonly text: string }
  | { readonly kind: 'end' };

/** Where each value of a document stands: the document's shape without its values. */
export interface Outline {
  readonly at: number;
  /** Where its key stands, for the value of a mapping. */
  readonly keyAt: number | undefined;
  readonly children: ReadonlyMap<string | number, Outline>;
}

const childless: Outline['children'] = new Map();

/** Builds the outline of the first node among the marks, which must be complete and without complex keys. */
export function buildOutline(marks: Iterable<Mark>): Outline {
  return node(marks[Symbol.iterator](), 0, undefined) ?? { at: 0, keyAt: undefined, children: childless };
}

/** `otherwise`: where to point when nothing is written. Undefined at the end of a collection, or of the marks. */
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

/** The outline at `path`; where there is none, the nearest one around it. */
export function outlineAt(outline: Outline, path: Path): Outline {
  let nearest = outline;
  for (const step of path) {
    const child = nearest.children.get(step);
    if (child === undefined) return nearest;
    nearest = child;
  }
  return nearest;
}
