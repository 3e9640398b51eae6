import type { Outline } from './outline.js';
import type { Path } from './problem.js';

/** An outline as a few lists, which another thread can send at little cost. A node comes before what it contains. */
export interface FlatOutline {
  /** The offset of each node, and that of its key; -1: it has none. */
  readonly at: Int32Array;
  readonly keyAt: Int32Array;
  /** The number of the first node after it that it does not contain. */
  readonly end: Int32Array;
  /** The step that leads to it. That of the first one means nothing. */
  readonly steps: readonly (string | number)[];
}

export function flatOutline(outline: Outline): FlatOutline {
  const [at, keyAt, end, steps]: [number[], number[], number[], (string | number)[]] = [[], [], [], []];
  const add = (step: string | number, node: Outline): void => {
    const number = at.push(node.at) - 1;
    keyAt.push(node.keyAt ?? -1);
    end.push(0);
    steps.push(step);
    for (const [key, child] of node.children) add(key, child);
    end[number] = at.length;
  };
  add('', outline);
  return { at: Int32Array.from(at), keyAt: Int32Array.from(keyAt), end: Int32Array.from(end), steps };
}

/** Returns where the node at `path` is. If there is none, returns where the nearest one around it is. */
export function flatOutlineAt(outline: FlatOutline, path: Path): Pick<Outline, 'at' | 'keyAt'> {
  const { at, keyAt } = outline;
  const node = path.reduce<{ readonly number: number; readonly isFound: boolean }>(
    ({ number, isFound }, step) => {
      const child = isFound ? childOf(outline, number, step) : undefined;
      return child === undefined ? { number, isFound: false } : { number: child, isFound };
    },
    { number: 0, isFound: true },
  ).number;
  const key = keyAt[node] ?? -1;
  return { at: at[node] ?? 0, keyAt: key < 0 ? undefined : key };
}

function childOf({ end, steps }: FlatOutline, parent: number, step: string | number): number | undefined {
  const last = end[parent] ?? 0;
  for (let child = parent + 1; child < last; child = end[child] ?? last) if (steps[child] === step) return child;
  return undefined;
}
