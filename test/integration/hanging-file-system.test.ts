import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { requireTool } from '../fixtures/tool.js';
import { startServe } from '../cli/serve/serve-process.js';

interface FileSystem {
  readonly mount: string;
  /** A file beside it, on a file system that answers. */
  readonly beside: string;
  readonly stop: () => void;
  readonly resume: () => void;
}

/** Mounts a real file system, whose server can be stopped. Undefined: this host has none. */
async function mounted(t: Test, files: Readonly<Record<string, string>>): Promise<FileSystem | undefined> {
  const bindfs = requireTool(t, 'bindfs');
  if (bindfs === undefined) return undefined;
  if (!existsSync('/dev/fuse') || process.geteuid?.() !== 0) {
    t.pass('no FUSE here', { skip: true });
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'hanging-'));
  const mount = join(folder, 'mount');
  for (const name of ['source', 'mount']) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'source', name), text);
  const server = spawn(bindfs, ['-f', join(folder, 'source'), mount], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  while (!isMountPoint(mount)) await new Promise((resolve) => setTimeout(resolve, 10));
  t.teardown(async () => {
    server.kill('SIGCONT');
    execFileSync('fusermount3', ['-uz', mount]);
    await ended;
    rmdirSync(mount);
    rmSync(folder, { recursive: true });
  });
  return { mount, beside: folder, stop: () => server.kill('SIGSTOP'), resume: () => server.kill('SIGCONT') };
}

function isMountPoint(path: string): boolean {
  return execFileSync('cat', ['/proc/self/mountinfo'], { encoding: 'utf8' }).includes(` ${path} `);
}

void t.test(
  'files on a file system that hangs hold nothing else up, and it ends at once',
  { timeout: 180_000 },
  async (t) => {
    const authority = await createAuthority({ commonName: 'a CA' });
    const names = Array.from({ length: 20 }, (_, at) => `${at}.crt`);
    const hanging = await mounted(t, {
      ...Object.fromEntries(names.map((name) => [name, authority.pem])),
      'web.yml': 'rate_limit: {interval: 1ms, burst: 1000}',
    });
    if (hanging === undefined) return;
    const healthy = join(hanging.beside, 'healthy.crt');
    writeFileSync(healthy, authority.pem);
    const paths = [...names.map((name) => join(hanging.mount, name)), healthy];
    const { child, url, ended } = await startServe(
      { targets: [], files: [{ paths }] },
      `--web.config.file=${join(hanging.mount, 'web.yml')}`,
    );
    const readable = async (): Promise<ReadonlyMap<string, string>> => {
      const metrics = await (
        await fetch(`${url}/metrics`, { headers: { 'X-Prometheus-Scrape-Timeout-Seconds': '10' } })
      ).text();
      const found = metrics.matchAll(/^apiserver_file_read_success\{path="(.*)"\} (.)$/gm);
      return new Map([...found].map(([, path = '', value = '']) => [path, value]));
    };
    t.same(
      [...(await readable()).values()],
      paths.map(() => '1'),
    );

    hanging.stop();
    for (let scrape = 0; scrape < 3; scrape++) {
      const before = performance.now();
      const found = await readable();
      t.same(
        paths.filter((path) => found.get(path) === '1'),
        [healthy],
        `scrape ${scrape}`,
      );
      const seconds = (performance.now() - before) / 1000;
      t.ok(seconds < (scrape === 0 ? 9 : 1), `${seconds.toFixed(2)} s`);
      t.equal((await fetch(`${url}/-/healthy`)).status, 200);
    }
    hanging.resume();
    await new Promise((resolve) => setTimeout(resolve, 500));
    t.same(
      [...(await readable()).values()],
      paths.map(() => '1'),
      'it answers again',
    );

    hanging.stop();
    await readable();
    const before = performance.now();
    child.kill('SIGTERM');
    await ended;
    t.ok(performance.now() - before < 5000, `ended after ${Math.round(performance.now() - before)} ms`);
  },
);
