/** A part of a page, in pixels from its top. */
export interface Block {
  readonly top: number;
  readonly bottom: number;
  /** A picture may end below it: it is not a heading, for example. */
  readonly isEnd: boolean;
}

/** Returns where to cut a page that is higher than `limit`: below as many blocks as fit, and through none. */
export function cutLine(blocks: readonly Block[], limit: number): number {
  const lines = blocks
    .filter(({ isEnd, bottom }) => isEnd && bottom <= limit)
    .map(({ bottom }) => bottom)
    .filter((line) => blocks.every(({ top, bottom }) => bottom <= line || top >= line));
  return Math.max(...lines, 0) || limit;
}
