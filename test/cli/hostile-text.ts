import fc from 'fast-check';
import { type Io, printableIo } from '../../src/cli/io.js';

/** What moves the cursor, hides, reverses or forges text. */
const marks = [
  '\u202e',
  '\u2066',
  '\u061c',
  '\x1b[2J',
  '\x1b]0;x\x07',
  '\u009b31m',
  '\u0085',
  '\u200b',
  '\ufeff',
  '\u2028',
  '\ud800',
  '\udc00',
  '\r',
  '\n',
  '\nFORGED',
  '\u{e0041}',
];
export const hostileText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...marks), fc.constantFrom('a', '"', ' ', '\\', '/')), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

/** Throws if the text has anything that does not print, or a line that it should not have. */
export function assertPrintable(text: string, what: string): void {
  const found = /[^\P{C}\n\p{Co}\p{Cn}]|[\p{Zl}\p{Zp}]|^FORGED/mu.exec(text);
  if (found) throw new Error(`${what}: ${JSON.stringify(text.slice(Math.max(0, found.index - 60), found.index + 20))}`);
}

/** Runs a command, and checks what it writes, with and without the outputs of the process. */
export async function written(what: string, run: (io: Io) => unknown): Promise<void> {
  const texts: string[] = [];
  const stream = { write: (text: string) => texts.push(text) };
  const edge = printableIo(stream, stream);
  const raw: string[] = [];
  await run({
    stdout: (text) => {
      edge.stdout(text);
      if (!text.startsWith('{') && !text.startsWith('[')) raw.push(text);
    },
    stderr: (text) => {
      edge.stderr(text);
      raw.push(text);
    },
  });
  for (const text of [...texts, ...raw]) assertPrintable(text, what);
}
