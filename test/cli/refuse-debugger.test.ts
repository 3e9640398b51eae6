import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hashSync } from 'bcryptjs';
import t, { type Test } from 'tap';
import { refuseDebugger } from '../../src/cli/refuse-debugger.js';

const bin = fileURLToPath(new URL('../../src/bin.js', import.meta.url));
const linux = process.platform === 'linux' ? {} : { skip: 'reads /proc' };

function start(t: Test, nodeArgs: readonly string[] = []): { child: ChildProcess; listening: Promise<string> } {
  const folder = t.testdir({
    'exporter.yml': 'targets: [{name: prod, addresses: ["127.0.0.1:1"]}]',
    'web.yml': `basic_auth_users: {alice: "${hashSync('secret', 4)}"}`,
  });
  const files = ['--config.file', join(folder, 'exporter.yml'), '--web.config.file', join(folder, 'web.yml')];
  const argv = [...nodeArgs, bin, 'serve', ...files, '--web.listen-address', '127.0.0.1:0'];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  t.teardown(() => child.kill('SIGKILL'));
  let log = '';
  const listening = new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (data) => {
      log += String(data);
      const [, url] = /msg=listening .*?url=(http:\S+)/.exec(log) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', (...how) => reject(new Error(`it ended: ${how.join(' ')} ${log}`)));
  });
  listening.catch(() => undefined);
  return { child, listening };
}

/** How many TCP sockets of the process listen. */
function listeners({ pid }: ChildProcess): number {
  const folder = `/proc/${pid}/fd`;
  const own = new Set(
    readdirSync(folder).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(link(join(folder, fd)))?.[1] ?? []),
  );
  const rows = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n'));
  // The fourth column is the state, 0A is LISTEN, and the tenth is the inode.
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode = '']) => state === '0A' && own.has(inode)).length;
}

function link(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Whether the process handles SIGUSR1, by which Node opens its debugger from early on. */
function handles({ pid }: ChildProcess): boolean {
  const [, mask = '0'] = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (BigInt(`0x${mask}`) & (1n << 9n)) !== 0n;
}

void t.test('SIGUSR1 opens no debugger, not even while it starts', linux, async (t) => {
  for (const early of [true, false]) {
    const { child, listening } = start(t);
    if (early) {
      while (!handles(child)) await setImmediate();
      for (let i = 0; i < 3; i++) child.kill('SIGUSR1');
    }
    const url = await listening;
    for (let i = 0; i < 3; i++) {
      child.kill('SIGUSR1');
      // Starts the thread that compares passwords.
      const headers = { authorization: `Basic ${Buffer.from(`alice:${i}`).toString('base64')}` };
      t.equal((await fetch(`${url}/metrics`, { headers })).status, 401);
    }
    t.equal(listeners(child), 1, early ? 'signals from the start' : 'signals while it serves');
    child.kill('SIGTERM');
    t.same(await once(child, 'exit'), [0, null]);
  }
});

void t.test('a debugger that is asked for stays', linux, async (t) => {
  const { child, listening } = start(t, ['--inspect=127.0.0.1:0']);
  await listening;
  t.equal(listeners(child), 2);
});

void t.test('a handler is installed', async (t) => {
  const before = process.listenerCount('SIGUSR1');
  await refuseDebugger({ execArgv: [], env: {} });
  await refuseDebugger({ execArgv: [], env: { NODE_OPTIONS: '--inspect' } });
  t.equal(process.listenerCount('SIGUSR1'), before + 2);
  t.doesNotThrow(() => process.emit('SIGUSR1'));
  process.removeAllListeners('SIGUSR1');
});
