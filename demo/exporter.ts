import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { aborted } from './aborted.js';

/** The exporter's own command, compiled beside the demo and run by this very Node. */
const bin = fileURLToPath(new URL('../src/bin.js', import.meta.url));

/** Runs one command to its end on this process' terminal; resolves to its exit code. An abort ends it and rejects. */
export async function runExporter(args: readonly string[], signal: AbortSignal): Promise<number | null> {
  const child = spawn(process.execPath, [bin, ...args], { stdio: 'inherit', signal });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

export interface ServingExporter {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Resolves when the exporter ends, on its own or through `stop`. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** Runs `serve` with these arguments; resolves when it listens. Rejects when it ends before that, or when the signal aborts. */
export async function serveExporter(args: readonly string[], signal: AbortSignal): Promise<ServingExporter> {
  // The exporter has its own process group: the terminal's Ctrl-C reaches only this process, which then stops the exporter politely, once.
  const stdio = ['ignore', 'inherit', 'pipe'] as const;
  const child = spawn(process.execPath, [bin, 'serve', ...args], { stdio: [...stdio], detached: true });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  const url = await Promise.race([listening(child), aborted(signal)]);
  if (url !== undefined) return { url, ended, stop };
  await stop();
  signal.throwIfAborted();
  throw new Error('the exporter ended before it listened: see its last log lines above');
}

/** Passes on the exporter's log. Resolves to the URL that the log names once it listens, or to undefined when the log ends. */
function listening(child: ChildProcessByStdio<null, null, Readable>): Promise<string | undefined> {
  return new Promise((resolve) => {
    const log = createInterface({ input: child.stderr });
    log.on('line', (line) => {
      process.stderr.write(`${line}\n`);
      const url = / msg=listening .*url=(\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    log.once('close', () => resolve(undefined));
  });
}
