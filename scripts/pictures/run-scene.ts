import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** When every scene starts: so that a picture changes only with what it shows. */
const moment = '2026-11-03 08:00:30';

/** The moment of the pictures in unix seconds: a little later, because the certificates of the scene are valid from its start on. */
export const now = Date.parse(`${moment.replace(' ', 'T')}Z`) / 1000 + 90;

/** A running scene.ts. */
export interface Scene {
  /** Of the exporter. */
  readonly url: string;
  /** Resolves when its next step is done. */
  next(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the scene with its files in a folder, at the moment of the pictures. Resolves when the exporter listens. */
export async function runScene(folder: string): Promise<Scene> {
  const script = fileURLToPath(new URL('scene.js', import.meta.url));
  const child = spawn('faketime', [moment, process.execPath, script, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TZ: 'UTC' },
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { value, done } = (await lines.next()) as IteratorResult<string, undefined>;
    if (done) throw new Error('the simulated control planes ended');
    return value;
  };
  const url = await line();
  return {
    url,
    next: async () => {
      child.stdin.write('next\n');
      await line();
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
