import type { Io } from './io.js';

/** The part of commander's OutputConfiguration that writes. */
export interface CommanderOutput {
  readonly writeOut: (text: string) => void;
  readonly writeErr: (text: string) => void;
  readonly outputError: (text: string) => void;
}

const suggestion = '\n(Did you mean ';

/** Lets commander write to the outputs of the command. Its complaints contain arguments, and stay on the lines that it gives them. */
export function commanderOutput({ stdout, stderr }: Io): CommanderOutput {
  const writeErr = (text: string): void => {
    for (const line of text.split(/(?<=\n)/)) stderr(line);
  };
  const outputError = (text: string): void => {
    const at = text.lastIndexOf(suggestion);
    if (at < 0) {
      stderr(text);
      return;
    }
    stderr(text.slice(0, at + 1));
    stderr(text.slice(at + 1));
  };
  return { writeOut: stdout, writeErr, outputError };
}
