import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { PeerServer } from './peer-servers.js';

export interface PeerBlackbox {
  readonly pid: number;
  /** Asks for a probe of both certificates of every endpoint, so many at a time, as Prometheus does. Returns the milliseconds. Rejects unless all are up. */
  readonly probeAll: (servers: readonly PeerServer[], concurrency: number) => Promise<number>;
  readonly end: () => Promise<void>;
}

const tcp = (server_name?: string): object => ({
  prober: 'tcp',
  timeout: '60s',
  tcp: { tls: true, tls_config: { insecure_skip_verify: true, ...(server_name && { server_name }) } },
});
const modules = { serving: tcp(), loopback: tcp('apiserver-loopback-client') };

/** Starts blackbox_exporter, from BLACKBOX_EXPORTER or the PATH. Undefined: there is none. */
export async function startBlackbox(): Promise<PeerBlackbox | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  writeFileSync(join(folder, 'blackbox.yml'), JSON.stringify({ modules }));
  const child = spawn(
    process.env['BLACKBOX_EXPORTER'] ?? 'blackbox_exporter',
    [`--config.file=${join(folder, 'blackbox.yml')}`, '--web.listen-address=127.0.0.1:0'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const url = await urlOf(child);
  if (url === undefined) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    pid: child.pid!,
    probeAll: (servers, concurrency) => probeAll(url, servers, concurrency),
    end: async () => {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/** Undefined: it is not installed. */
function urlOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    let log = '';
    child.on('error', () => resolve(undefined));
    child.on('exit', () => reject(new Error(`blackbox_exporter ended: ${log}`)));
    child.stderr?.on('data', (data) => {
      log += String(data);
      const [, address] = /msg="Listening on" address=(\S+)/.exec(log) ?? [];
      if (address !== undefined) resolve(`http://${address}`);
    });
  });
}

async function probeAll(url: string, servers: readonly PeerServer[], concurrency: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const queue = servers.flatMap(({ port }) =>
    Object.keys(modules).map((module) => `${url}/probe?module=${module}&target=127.0.0.1:${port}`),
  );
  const begun = performance.now();
  const worker = async (): Promise<void> => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const body = await fetchText(next, agent);
      if (!body.includes('\nprobe_success 1')) throw new Error(`blackbox_exporter failed: ${body}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  agent.destroy();
  return performance.now() - begun;
}

function fetchText(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(gunzipSync(Buffer.concat(chunks)).toString()));
    }).on('error', reject);
  });
}
