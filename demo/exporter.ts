import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The command that `npm run build` and `npm run demo` compile, run by this very Node. */
const bin = fileURLToPath(new URL('../src/bin.js', import.meta.url));

/** Runs one command to its end, on this process' own terminal; resolves to its exit code. An abort ends it and rejects. */
export async function runExporter(args: readonly string[], signal: AbortSignal): Promise<number | null> {
  const child = spawn(process.execPath, [bin, ...args], { stdio: 'inherit', signal });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

export interface ServingExporter {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Resolves when it ends: of its own accord or by `stop`. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts `serve`; resolves when it answers. Rejects when it ends before, or when the signal aborts. */
export async function serveExporter(configFile: string, port: number, signal: AbortSignal): Promise<ServingExporter> {
  const url = `http://127.0.0.1:${port}`;
  const args = [bin, 'serve', '--config.file', configFile, '--web.listen-address', `127.0.0.1:${port}`];
  // A process group of its own: the terminal's Ctrl-C reaches this process alone, which then stops the exporter politely, once.
  const child = spawn(process.execPath, args, { stdio: 'inherit', detached: true });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    await answers(url, child, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, ended, stop };
}

async function answers(url: string, child: ChildProcess, signal: AbortSignal): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const response = await fetch(`${url}/-/healthy`, { signal }).catch(() => undefined);
    signal.throwIfAborted();
    if (response !== undefined) {
      await response.body?.cancel();
      return;
    }
    await delay(20, undefined, { signal });
  }
  throw new Error('the exporter ended before it answered: see its last words above');
}
