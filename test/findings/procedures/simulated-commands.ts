import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import type { Test } from 'tap';
import { startTcpServer } from '../../fixtures/tcp-server.js';
import { type Outcome, run } from '../../integration/run.js';
import { temporaryFolder } from '../../integration/temporary-folder.js';

export interface Answer {
  readonly status?: number;
  readonly output?: string;
}

/** Programs that this machine lacks, such as systemctl, by name. */
export type Simulated = Readonly<Record<string, (args: readonly string[]) => Answer | Promise<Answer>>>;

export interface Pasted extends Outcome {
  /** Each simulated command with its arguments, in order. */
  readonly log: readonly string[];
}

/** Bash asks the test what a simulated program does. */
function script(name: string, port: number): string {
  return `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/${port}
IFS=$'\\x1f'; printf '%s\\n' "${name}"$'\\x1f'"\${*//$'\\n'/ }" >&3
IFS= read -r status <&3; cat <&3; exit "$status"
`;
}

/**
 * Runs lines in bash as pasted, after these replacements in them, such as of a folder. Time passes only where the lines sleep, a minute for
 * each second.
 */
export async function runPasted(
  t: Test,
  lines: readonly string[],
  { simulated, replace = [] }: { simulated: Simulated; replace?: readonly (readonly [string, string])[] },
): Promise<Pasted> {
  const log: string[] = [];
  let slept = 0;
  const programs: Simulated = {
    sleep: ([seconds]) => ({ output: (slept += Number(seconds)) > 0 ? '' : '' }),
    date: () => ({ output: `${Math.floor(Date.now() / 1000) + 60 * slept}\n` }),
    ...simulated,
  };
  const port = await startTcpServer(t, (socket) => {
    void answer(socket, programs, log);
  });
  const folder = join(temporaryFolder(t), 'bin');
  mkdirSync(folder);
  for (const name of Object.keys(programs)) {
    writeFileSync(join(folder, name), script(name, port));
    chmodSync(join(folder, name), 0o755);
  }
  const text = replace.reduce((text, [from, to]) => text.replaceAll(from, to), lines.join('\n'));
  const outcome = await run(['bash', '--norc', '-c', text], '', { PATH: `${folder}:${process.env['PATH']}` });
  return { ...outcome, log: log.filter((each) => !/^(sleep|date) /.test(each)) };
}

async function answer(socket: Socket, programs: Simulated, log: string[]): Promise<void> {
  const [name = '', ...args] = (await firstLine(socket)).split('\x1f');
  log.push([name, ...args].join(' '));
  const { status = 0, output = '' } = (await programs[name]?.(args)) ?? { status: 127 };
  socket.end(`${status}\n${output}`);
}

function firstLine(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
      if (text.endsWith('\n')) resolve(text.slice(0, -1));
    });
  });
}
