import type { Place } from './problem.js';

/** Offset (UTF-16 units from 0) → line and column, in time logarithmic in the number of lines. Lines end as YAML 1.2 5.4 says. */
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
