import type { Command } from 'commander';
import type { Io } from '../../src/cli/io.js';
import { type Commands, createProgram } from '../../src/program.js';

export const noOutput: Io = { stdout: () => undefined, stderr: () => undefined };

export interface Run {
  /** The command that ran, and its arguments. */
  readonly ran: readonly unknown[];
  readonly codes: readonly number[];
  readonly out: string;
  readonly error: string;
}

/** Runs a command line. Every command returns 7. */
export async function runProgram(...argv: readonly string[]): Promise<Run> {
  const ran: unknown[] = [];
  const codes: number[] = [];
  const text = { out: '', error: '' };
  const spy =
    (name: keyof Commands) =>
    (...args: unknown[]): Promise<number> => {
      ran.push(name, ...args);
      return Promise.resolve(7);
    };
  const commands = {
    serve: spy('serve'),
    check: spy('check'),
    inspect: spy('inspect'),
    configCheck: spy('configCheck'),
    exportFiles: spy('exportFiles'),
  };
  const io = {
    stdout: (line: string) => void (text.out += line),
    stderr: (line: string) => void (text.error += line),
  };
  const program = createProgram(commands, '1.2.3', (code) => codes.push(code), io);
  for (const command of [program, ...subcommands(program)]) command.exitOverride();
  await program.parseAsync(argv, { from: 'user' }).catch((error: unknown) => {
    codes.push((error as { exitCode: number }).exitCode);
  });
  return { ran, codes, ...text };
}

function subcommands(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...subcommands(child)]);
}
