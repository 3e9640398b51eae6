import { blocksOf, type Block } from './blocks.js';
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

/** Languages whose blocks are commands, all of their lines. */
const shells = new Set(['bash', 'sh', 'shell']);
/** Languages of blocks that are commands if one of their lines is. */
const perhaps = new Set(['', 'text', 'console', 'indented']);

/** The blocks of a page in Markdown that have commands. `known`: whether a program is one that people run. */
export function shellBlocks(path: string, page: string, known: (program: string) => boolean): readonly ShellBlock[] {
  const ofPage = /^<!-- commands: (.*) -->$/m.exec(page)?.[1];
  return blocksOf(page).flatMap((block) => {
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
