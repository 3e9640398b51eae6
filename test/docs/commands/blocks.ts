/** A block of a page in Markdown: a fenced one, or an indented one. */
export interface Block {
  /** The index of its first line in the page. */
  readonly at: number;
  /** What stands behind the fence, or `indented`. */
  readonly language: string;
  readonly lines: readonly string[];
  /** The line above it, or above the empty line above it. */
  readonly above: string;
}

/** The blocks of a page, in their order. */
export function blocksOf(page: string): readonly Block[] {
  const lines = page.split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const end = endOfBlock(lines, at);
    if (end === undefined) continue;
    blocks.push(blockAt(lines, at, end));
    at = end;
  }
  return blocks;
}

const fence = /^( *)(```+)(\w*)/;

/** The last line of the block that begins here: its closing fence, or its last indented line. */
function endOfBlock(lines: readonly string[], at: number): number | undefined {
  const [, , ticks] = fence.exec(lines[at] ?? '') ?? [];
  if (ticks !== undefined) {
    const end = lines.findIndex((line, place) => place > at && line.trim() === ticks);
    return end < 0 ? lines.length - 1 : end;
  }
  if (!isIndented(lines[at]) || (lines[at - 1] ?? '') !== '') return undefined;
  const end = lines.findIndex((line, place) => place > at && line !== '' && !isIndented(line));
  return (end < 0 ? lines.length : end) - 1;
}

function blockAt(lines: readonly string[], at: number, end: number): Block {
  const [, indent, ticks, language = ''] = fence.exec(lines[at] ?? '') ?? [];
  const above = (lines[at - 1] === '' ? lines[at - 2] : lines[at - 1])?.trim() ?? '';
  const fenced = ticks !== undefined;
  return {
    at: fenced ? at + 1 : at,
    language: fenced ? language : 'indented',
    lines: (fenced ? lines.slice(at + 1, end) : lines.slice(at, end + 1)).map((line) =>
      line.slice(fenced ? (indent?.length ?? 0) : 4),
    ),
    above,
  };
}

function isIndented(line: string | undefined): boolean {
  return line?.startsWith('    ') === true;
}
