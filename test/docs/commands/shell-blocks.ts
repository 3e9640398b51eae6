import { simpleCommands, type Words } from './simple-commands.js';

/** A block of a page with commands to paste. */
export interface ShellBlock {
  readonly path: string;
  /** The line of its first command, from 1. */
  readonly line: number;
  /** What the HTML comment above it says, or a comment of the page that begins with `commands: `, which holds for all of its blocks. */
  readonly mark: string | undefined;
  /** The commands alone, without prompts and output. */
  readonly script: string;
  readonly commands: readonly Words[];
}

interface Block {
  readonly at: number;
  readonly language: string;
  readonly lines: readonly string[];
  readonly above: string;
}

/** Languages whose blocks are commands, all of their lines. */
const shells = new Set(['bash', 'sh', 'shell']);
/** Languages of blocks that are commands if one of their lines is. */
const perhaps = new Set(['', 'text', 'console', 'indented']);

/** The blocks of a page in Markdown that have commands. `known`: whether a program is one that people run. */
export function shellBlocks(path: string, page: string, known: (program: string) => boolean): readonly ShellBlock[] {
  const ofPage = /^<!-- commands: (.*) -->$/m.exec(page)?.[1];
  return blocksOf(page.split('\n')).flatMap((block) => {
    const script = scriptOf(block, known);
    if (script === undefined) return [];
    const mark = /^<!-- (.*) -->$/.exec(block.above)?.[1] ?? ofPage;
    return [{ path, line: block.at + 1, mark, script, commands: simpleCommands(script) }];
  });
}

function scriptOf({ language, lines }: Block, known: (program: string) => boolean): string | undefined {
  if (shells.has(language)) return lines.join('\n');
  if (!perhaps.has(language)) return undefined;
  if (lines.some((line) => line.startsWith('$ '))) return typedLines(lines);
  const isCommand = (line: string): boolean => known(simpleCommands(line)[0]?.[0] ?? '');
  return lines.some(isCommand) ? lines.join('\n') : undefined;
}

/** What was typed: the lines after a prompt, and those that go on where such a line ends in the middle of a command. */
function typedLines(lines: readonly string[]): string {
  const typed: string[] = [];
  let goesOn = false;
  for (const line of lines) {
    if (goesOn || line.startsWith('$ ')) typed.push(line.replace(/^\$ /, ''));
    goesOn = (goesOn || line.startsWith('$ ')) && /[|\\]$/.test(line);
  }
  return typed.join('\n');
}

function blocksOf(lines: readonly string[]): readonly Block[] {
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
