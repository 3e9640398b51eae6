import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareEnvironment } from '../integration/background-process.js';
import { temporaryFolder } from '../integration/temporary-folder.js';
import type { Work } from './count-work.js';
import type { ServersSaw, WorkServers } from './run-work-servers.js';

/** What the exporter did, what the servers saw of it, and the text of the last scrape. */
export interface Counted extends Work {
  readonly saw: ServersSaw;
  /** Bytes of the text of one scrape. */
  readonly textBytes: number;
}

export interface CountedExporter {
  /** Scrapes so many times, one after the other, and counts. */
  readonly scrape: (times: number) => Promise<Counted>;
}

interface Ending {
  readonly teardown: (end: () => Promise<void> | void) => unknown;
}

/** Five of the endpoints are one target. */
const endpointsOfTarget = 5;

/** Runs `serve` for so many endpoints until the test ends, with everything at its default. */
export async function startCounted(t: Ending, endpoints: number): Promise<CountedExporter> {
  const servers = fork(new URL('./run-work-servers.js', import.meta.url), [String(endpoints)], { execArgv: [] });
  t.teardown(() => servers.disconnect());
  const [found] = (await once(servers, 'message')) as [WorkServers];
  const configFile = join(temporaryFolder(t), 'exporter.yml');
  writeFileSync(configFile, JSON.stringify(configOf(found)));
  const { exporter, url } = await serve(configFile);
  t.teardown(async () => {
    const ended = once(exporter, 'exit');
    exporter.kill('SIGKILL');
    await ended;
  });
  return {
    scrape: async (times) => {
      await answerOf(servers, 'seen');
      await answerOf(exporter, 'begin');
      let textBytes = 0;
      for (let round = 0; round < times; round++) textBytes = await scrape(url);
      const work = (await answerOf(exporter, 'end')) as Work;
      return { ...work, saw: (await answerOf(servers, 'seen')) as ServersSaw, textBytes };
    },
  };
}

function configOf({ endpoints, ca }: WorkServers): object {
  const targets = Array.from({ length: Math.ceil(endpoints.length / endpointsOfTarget) }, (_, at) => ({
    name: `cluster-${at}`,
    addresses: endpoints.slice(at * endpointsOfTarget, (at + 1) * endpointsOfTarget),
    names: ['kubernetes', 'kubernetes.default.svc'],
    ca: { pem: ca },
  }));
  // A slow machine must not change what is counted.
  return { targets, probe: { timeout: '60s' } };
}

async function serve(configFile: string): Promise<{ readonly exporter: ChildProcess; readonly url: string }> {
  const counting = new URL('./count-work.js', import.meta.url).href;
  const bin = fileURLToPath(new URL('../../src/bin.js', import.meta.url));
  const options = ['--config.file', configFile, '--web.listen-address', '127.0.0.1:0'];
  const exporter = spawn(process.execPath, ['--import', counting, bin, 'serve', ...options], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: bareEnvironment(),
  });
  let log = '';
  const url = await new Promise<string>((resolve, reject) => {
    exporter.stderr?.on('data', (data) => {
      log += String(data);
      const [, listening] = /msg=listening .*?url=(http:\S+)/.exec(log) ?? [];
      if (listening !== undefined) resolve(listening);
    });
    exporter.once('exit', () => reject(new Error(`the exporter ended: ${log}`)));
  });
  return { exporter, url };
}

async function answerOf(child: ChildProcess, question: string): Promise<unknown> {
  const answered = once(child, 'message') as Promise<[unknown]>;
  child.send(question);
  const [answer] = await answered;
  return answer;
}

/** Scrapes as Prometheus does. Returns the bytes of the text. */
async function scrape(url: string): Promise<number> {
  const response = await fetch(`${url}/metrics`, { headers: { 'X-Prometheus-Scrape-Timeout-Seconds': '60' } });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return (await response.arrayBuffer()).byteLength;
}
