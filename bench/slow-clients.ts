// Clients hold connections and send a byte now and then. Checks that a scrape each second still gets its answer, and that the exporter closes
// those connections.
//   npm run --silent compile && node build/bench/slow-clients.js [clients] [seconds]
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { runExporter, startFleet } from './run-exporter.js';

const clients = Number(process.argv[2] ?? 1500);
const seconds = Number(process.argv[3] ?? 40);

const fleet = await startFleet(20, 0, 'tarpit');
const exporter = await runExporter({
  targets: fleet.healthy.map((port) => ({ name: `t${port}`, addresses: [`127.0.0.1:${port}`] })),
});
const port = Number(new URL(exporter.url).port);

/** What a client does; undefined: it says nothing. */
const ways: Readonly<Record<string, ((socket: Socket) => NodeJS.Timeout) | undefined>> = {
  'says nothing': undefined,
  'a byte of a header a second': (socket) => {
    socket.write('GET /metrics HTTP/1.1\r\nHost: a\r\nX-A: ');
    return setInterval(() => socket.write('a'), 1000);
  },
  'a byte of a body a second': (socket) => {
    socket.write('POST /-/reload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n');
    return setInterval(() => socket.write('a'), 1000);
  },
};

let open = 0;
const opened = new Map<string, number>();
const sockets: Socket[] = [];

/** Opens a connection of one kind, and a new one whenever it is ended, until `over`. */
function hold(name: string): void {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let timer: NodeJS.Timeout | undefined;
  socket.on('error', () => undefined).resume();
  socket.once('connect', () => {
    open += 1;
    opened.set(name, (opened.get(name) ?? 0) + 1);
    timer = ways[name]?.(socket);
    socket.once('close', () => {
      open -= 1;
      clearInterval(timer);
      if (!over) hold(name);
    });
  });
}

let over = false;
const names = Object.keys(ways);
for (let i = 0; i < clients; i++) hold(names[i % names.length] ?? '');
await delay(1000);
const took: number[] = [];
let failed = 0;
let most = 0;
const begun = performance.now();
while (performance.now() - begun < seconds * 1000) {
  most = Math.max(most, open);
  const asked = performance.now();
  const status = await fetch(`${exporter.url}/metrics`, {
    headers: { connection: 'close' },
    signal: AbortSignal.timeout(10_000),
  })
    .then(async (response) => {
      await response.text();
      return response.status;
    })
    .catch(() => 0);
  if (status !== 200) failed += 1;
  took.push(performance.now() - asked);
  await delay(1000);
}
const { memory, descriptors } = exporter.usage();
over = true;
for (const socket of sockets) socket.destroy();
await delay(1000);
const sorted = took.toSorted((a, b) => a - b);
console.log(
  `${clients} slow clients for ${seconds} s, at most ${most} at once, each connects again as soon as it is ended, Node ${process.versions.node}`,
);
for (const [name, count] of opened)
  console.log(
    `  ${name}: ${count} connections, each held ${((seconds * clients) / names.length / count).toFixed(0)} s on average`,
  );
console.log(
  `${took.length} scrapes meanwhile: ${failed} without 200; median ${sorted[Math.floor(sorted.length / 2)]?.toFixed(0)} ms, slowest ${sorted.at(-1)?.toFixed(0)} ms`,
);
console.log(
  `the exporter: ${memory.toFixed(0)} MiB, descriptors ${descriptors}, and ${exporter.usage().descriptors} when they have gone`,
);
process.exitCode = failed > 0 ? 1 : 0;
await exporter.end();
fleet.end();
