import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { PeerServer } from './peer-servers.js';
import { type RunningExporter, runExporter } from './run-exporter.js';

/** What one scrape brought. */
export interface ScrapedText {
  /** Milliseconds until the last byte. */
  readonly wall: number;
  /** Bytes as sent, and without gzip. */
  readonly sent: number;
  readonly bytes: number;
}

export interface PeerExporter extends RunningExporter {
  readonly pid: number;
  /** Scrapes as Prometheus 3 does. Rejects unless every endpoint is up. */
  readonly scrape: () => Promise<ScrapedText>;
}

export interface PeerExporterOptions {
  /** Whether it asks HTTP, too: its default. */
  readonly http: boolean;
  /** The file that is run: the bundle of `npm run build` when left out. */
  readonly program?: string | undefined;
  /** As image and unit set it when left out. */
  readonly env?: NodeJS.ProcessEnv;
}

const bundle = fileURLToPath(new URL('../../dist/bin.js', import.meta.url));
const headers = {
  Accept:
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
  'Accept-Encoding': 'gzip',
  'User-Agent': 'Prometheus/3.0.0',
  'X-Prometheus-Scrape-Timeout-Seconds': '60',
};

/** Starts the exporter with a target for each cluster of three, its CA, and two names that clients use. */
export async function startPeerExporter(
  servers: readonly PeerServer[],
  { http, program = bundle, env = { MALLOC_ARENA_MAX: '1' } }: PeerExporterOptions,
): Promise<PeerExporter> {
  const clusters = new Map<string, PeerServer[]>();
  for (const server of servers) clusters.set(server.cluster, [...(clusters.get(server.cluster) ?? []), server]);
  const targets = [...clusters].map(([name, members]) => ({
    name,
    addresses: members.map(({ port }) => `127.0.0.1:${port}`),
    names: [`api.${name}.example.com`, 'kubernetes.default.svc'],
    ca: { pem: members[0]!.ca },
  }));
  const exporter = await runExporter({ targets, probe: { timeout: '60s', http } }, [], env, program);
  return {
    ...exporter,
    pid: exporter.child.pid!,
    scrape: () => scrapeOf(`${exporter.url}/metrics`, servers.length),
  };
}

async function scrapeOf(url: string, endpoints: number): Promise<ScrapedText> {
  const begun = performance.now();
  const body = await new Promise<Buffer>((resolve, reject) => {
    get(url, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve(Buffer.concat(chunks)));
    }).on('error', reject);
  });
  const wall = performance.now() - begun;
  const text = body[0] === 0x1f ? gunzipSync(body) : body;
  const up = text.toString().match(/^apiserver_endpoint_up\{.*\} 1$/gm)?.length;
  if (up !== endpoints) throw new Error(`${up} of ${endpoints} endpoints are up: ${text.toString().slice(0, 500)}`);
  return { wall, sent: body.length, bytes: text.length };
}
