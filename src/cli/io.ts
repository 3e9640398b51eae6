import { printable, printableLines } from '../text/printable.js';

/** The outputs of a command. Commands do not write anywhere else. */
export interface Io {
  /** Text of any number of lines. */
  readonly stdout: (text: string) => void;
  /** One line, with its end. */
  readonly stderr: (text: string) => void;
}

/** A stream of the process. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/**
 * The outputs of the process. Commands make text from outside printable where they know its place in a line; what they have missed is escaped
 * here, so that nothing reaches a terminal or a log that moves the cursor, hides or reverses text, or adds a line.
 */
export function printableIo(stdout: OutputStream, stderr: OutputStream): Io {
  return {
    stdout: (text) => void stdout.write(printableLines(text, stdout.isTTY)),
    stderr: (text) => void stderr.write(oneLine(text)),
  };
}

function oneLine(text: string): string {
  return text.endsWith('\n') ? `${printable(text.slice(0, -1))}\n` : printable(text);
}
