import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../../src/bin.js', import.meta.url));

export interface ServeProcess {
  readonly child: ChildProcess;
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly configFile: string;
  readonly log: () => string;
  /** Resolves when the log contains this text. */
  readonly logged: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Runs `serve` as a separate process on a free port. Its folder is removed when it ends. The caller must end it. */
export async function startServe(config: object, ...options: readonly string[]): Promise<ServeProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'serve-'));
  const configFile = join(folder, 'exporter.yml');
  writeFileSync(configFile, JSON.stringify(config));
  const argv = [bin, 'serve', '--config.file', configFile, '--web.listen-address', '127.0.0.1:0', ...options];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit').then(([code, signal]) => {
    rmSync(folder, { recursive: true });
    return (code ?? signal) as number | NodeJS.Signals;
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const logged = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(log);
      if (found) return found;
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${log}`);
      await Promise.race([once(child.stderr, 'data'), ended]);
    }
  };
  const [, url = ''] = await logged(/msg=listening .*?url=(https?:\S+)/);
  return { child, url, configFile, log: () => log, logged, ended };
}
