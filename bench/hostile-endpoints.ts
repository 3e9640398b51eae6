// Eight hostile endpoints beside twelve healthy ones, then hostile clients of the web server: each healthy series must be in each scrape, and
// /-/healthy must answer within 100 ms throughout.
//   npm run --silent compile && node build/bench/hostile-endpoints.js [seconds for each scene] [name of a scene]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createAuthority } from '../demo/pki.js';
import { parseExposition } from '../test/fixtures/exposition.js';
import { startHostileServers } from '../test/fixtures/hostile-servers.js';
import { startHostileClients } from '../test/fixtures/hostile-clients.js';
import { hostileFiles } from '../test/fixtures/hostile-texts.js';
import { type Answer, type Ask, askOn, createClient } from './clients.js';
import { type Scene, scenes } from './hostile-scenes.js';
import { type RunningExporter, runExporter, startFleet } from './run-exporter.js';
import type { Turns } from './watch-turns.js';

const seconds = Number(process.argv[2] ?? 60);
const only = process.argv[3];

/** The longest time, in milliseconds, in which /-/healthy may answer. */
const patience = 100;

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const fleet = await startFleet(12, 0, 'tarpit');
const web = await createAuthority({ commonName: 'web' });
const { identity: server } = await web.issue({ commonName: 'exporter', ipAddresses: ['127.0.0.1'] });
const { identity: honest } = await web.issue({ commonName: 'prometheus', usage: 'client' });
const webFile = join(folder, 'web.yml');
const tls = { cert: server.cert, key: server.key, client_ca: web.pem, client_auth_type: 'RequireAndVerifyClientCert' };
writeFileSync(webFile, JSON.stringify({ tls_server_config: tls }));
for (const [shape, make] of Object.entries(hostileFiles)) writeFileSync(join(folder, `${shape}.pem`), make(300_000));

const target = (name: string, port: number): object => ({
  name,
  addresses: [`127.0.0.1:${port}`],
  names: ['kubernetes'],
  ca: { pem: fleet.ca },
});
const healthy = fleet.healthy.map((port) => target(`healthy-${port}`, port));

/** Names and labels of all series of healthy targets; none where the scrape failed. */
function seriesOf({ status, body }: Answer): ReadonlySet<string> {
  if (status !== 200) return new Set();
  const samples = parseExposition(body).filter(({ labels }) => labels['target']?.startsWith('healthy'));
  return new Set(samples.map(({ name, labels }) => JSON.stringify([name, labels])));
}

const without = (all: ReadonlySet<string>, some: ReadonlySet<string>): number =>
  [...all].filter((one) => !some.has(one)).length;

/** Runs the exporter with its turns measured. Returns what `use` returns, and the turns. */
async function withExporter<Result>(
  { servers, clients = false, busy = false }: Scene,
  use: (ask: () => Ask, exporter: RunningExporter) => Promise<Result>,
): Promise<Result & Turns> {
  const hostile = await startHostileServers(servers);
  const targets = [...healthy, ...hostile.ports.map((port, at) => target(`hostile-${at}`, port))];
  const files = busy ? [{ paths: [join(folder, '*.pem')] }] : [];
  const turnsFile = join(folder, 'turns.json');
  const hook = new URL('./watch-turns.js', import.meta.url).href;
  const exporter = await runExporter({ targets, files }, clients ? ['--web.config.file', webFile] : [], {
    NODE_OPTIONS: `--import=${hook}`,
    TURNS: turnsFile,
  });
  exporter.child.kill('SIGUSR2');
  const port = Number(new URL(exporter.url).port);
  const chains = ['constrained', 'signatures', 'empty', 'wide'] as const;
  const guests = clients ? await startHostileClients({ port, chains, count: 8 }) : undefined;
  const result = await use(() => createClient(exporter.url, clients ? honest : undefined), exporter);
  const shaken = await guests?.handshakes();
  if (shaken !== undefined) console.log(`hostile clients: ${shaken} handshakes`);
  await guests?.end();
  await exporter.end();
  await hostile.end();
  return { ...result, ...(JSON.parse(readFileSync(turnsFile, 'utf8')) as Turns) };
}

/** What a scrape shows where nobody is hostile, apart from what a first one lacks. */
async function expectedSeries(): Promise<ReadonlySet<string>> {
  const { scrapes } = await withExporter({ servers: [] }, async (client) => {
    const ask = client();
    return { scrapes: [await ask('/metrics'), await ask('/metrics'), await ask('/metrics')] };
  });
  const [first = new Set<string>(), ...others] = scrapes.map(seriesOf);
  return new Set([...first].filter((series) => others.every((other) => other.has(series))));
}

async function play(scene: Scene) {
  return await withExporter(scene, async (client, exporter) => {
    const over = new AbortController();
    const { signal } = over;
    const load = scene.busy === true ? ['/', '/probe?target=hostile-0', '/probe?target=hostile-1'] : [];
    const others = load.map((path) => askOn(client(), path, { pause: 500, signal }));
    const health = askOn(client(), '/-/healthy', { pause: 20, signal });
    const scrapes = askOn(client(), '/metrics', { pause: 3000, signal });
    await delay(seconds * 1000);
    over.abort();
    await Promise.all(others);
    return { scrapes: await scrapes, health: await health, memory: exporter.usage().memory };
  });
}

const expected = await expectedSeries();
console.log(
  `12 healthy endpoints with ${expected.size} series, ${seconds} s for each scene, Node ${process.versions.node}`,
);
for (const [name, scene] of Object.entries(scenes)) {
  if (only !== undefined && only !== name) continue;
  const { scrapes, health, memory, longest, long } = await play(scene);
  const missing = scrapes.map((scrape) => without(expected, seriesOf(scrape)));
  const lost = missing.reduce((sum, count) => sum + count, 0);
  const late = health.filter(({ status, milliseconds }) => status !== 200 || milliseconds > patience);
  const slowest = (answers: readonly Answer[]): string =>
    Math.max(...answers.map(({ milliseconds }) => milliseconds)).toFixed(0);
  const good = lost === 0 && late.length === 0;
  if (!good) process.exitCode = 1;
  console.log(`${name}: ${good ? 'good' : 'WRONG'}`);
  console.log(
    `  ${scrapes.length} scrapes, slowest ${slowest(scrapes)} ms; series missing: ${lost}, in ${missing.filter(Boolean).length} scrapes`,
  );
  console.log(
    `  ${health.length} times /-/healthy, slowest ${slowest(health)} ms, ${late.length} above ${patience} ms or without 200`,
  );
  console.log(`  turns above 50 ms of CPU: ${long}, longest ${longest.toFixed(0)} ms; memory ${memory.toFixed(0)} MiB`);
}
rmSync(folder, { recursive: true });
fleet.end();
