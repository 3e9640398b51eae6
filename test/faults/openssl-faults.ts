import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serving } from './authority.js';
import type { Fault, Scope } from './fault.js';

/** The commands of `openssl s_server` for one connection: a key on its standard input (openssl-s_server(1), connected commands). */
const keys = { renegotiate: 'r', renegotiateWithCertificate: 'R', updateKeys: 'K', updateOwnKeys: 'k' } as const;

/** Milliseconds between two keys: a key counts only as the first of the input that is read at once. */
const pause = 20;

const answers: Readonly<Record<string, string>> = {
  '/version': '{"gitVersion":"v1.36.1"}',
  '/livez?verbose': '[+]ping ok\n',
};

/** Presses the keys at each request, one after the other, and then answers. */
async function press(server: ChildProcessWithoutNullStreams, path: string, pressed: readonly string[]): Promise<void> {
  const body = answers[path] ?? '';
  for (const text of [
    ...pressed.map((key) => `${key}\n`),
    `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  ]) {
    if (server.killed) return;
    server.stdin.write(text);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

/** Starts `openssl s_server` with these arguments. `react` is called for each GET. */
async function startOpenssl(
  t: Scope,
  options: readonly string[],
  react: (server: ChildProcessWithoutNullStreams, path: string) => void,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'openssl-'));
  const [cert, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  writeFileSync(cert, serving.cert);
  writeFileSync(key, serving.key, { mode: 0o600 });
  const server = spawn('openssl', ['s_server', '-accept', '127.0.0.1:0', '-cert', cert, '-key', key, ...options]);
  server.stdin.on('error', () => undefined);
  const exited = once(server, 'exit');
  t.teardown(async () => {
    server.kill();
    await exited;
    rmSync(folder, { recursive: true });
  });
  return await new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (data) => {
      said += String(data);
      const [, port] = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(said) ?? [];
      if (port !== undefined) resolve(Number(port));
      for (const [, path = ''] of String(data).matchAll(/^GET (\S+)/gm)) react(server, path);
    });
    void exited.then(() => reject(new Error(`openssl ended: ${said}`)));
  });
}

function openssl(
  name: string,
  options: readonly string[],
  pressed: readonly (keyof typeof keys)[],
  change: Pick<Fault, 'fails'> & Partial<Fault> = {
    fails: '',
    shows: { http: { gitVersion: 'v1.36.1', health: [{}] } },
  },
): Fault {
  return {
    name,
    serve: (t) =>
      startOpenssl(
        t,
        options,
        (server, path) =>
          void press(
            server,
            path,
            pressed.map((each) => keys[each]),
          ),
      ),
    // It serves one connection at a time.
    target: { names: [], loopback: false },
    ...change,
  };
}

const many = <T>(item: T): readonly T[] => Array.from({ length: 200 }, () => item);
const endless = { fails: 'http=http_timeout' };

/** Faults that only OpenSSL's own server can produce. */
export const opensslFaults: readonly Fault[] = [
  openssl('renegotiates, which Go clients refuse', ['-tls1_2'], ['renegotiate', 'renegotiate'], {
    fails: 'serving=handshake',
  }),
  openssl('renegotiates, and asks for a client certificate', ['-tls1_2'], ['renegotiateWithCertificate'], {
    fails: 'serving=handshake',
  }),
  openssl('renegotiates without end', ['-tls1_2'], many('renegotiate'), { fails: 'serving=handshake' }),
  openssl('does nothing odd', ['-tls1_3'], []),
  openssl('does nothing odd in TLS 1.2', ['-tls1_2'], []),
  openssl('updates its keys', ['-tls1_3'], ['updateKeys', 'updateOwnKeys', 'updateKeys']),
  openssl('updates its keys without end', ['-tls1_3'], many('updateKeys'), endless),
];
