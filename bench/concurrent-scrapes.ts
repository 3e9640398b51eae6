// Runs a thousand scrapes at once of 20 targets, 30 % of which are tarpits, with the program as users run it.
//   npm run compile && node build/bench/concurrent-scrapes.js [--web.max-requests] [scrapes]
import { Agent, get } from 'node:http';
import { runExporter, startFleet } from './run-exporter.js';

const limit = process.argv[2] ?? '40';
const scrapes = Number(process.argv[3] ?? 1000);

/** Seconds, as Prometheus sends them. */
const timeout = 10;

interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: string;
  readonly seconds: number;
}

const fleet = await startFleet(14, 6, 'tarpit');
const target = (port: number) => ({
  name: `t${port}`,
  addresses: [`127.0.0.1:${port}`],
  names: ['kubernetes'],
  ca: { pem: fleet.ca },
});
const exporter = await runExporter({ targets: [...fleet.healthy, ...fleet.hostile].map(target) }, [
  '--web.max-requests',
  limit,
]);
const agent = new Agent({ maxSockets: Infinity });

function scrape(): Promise<Answer> {
  const begun = performance.now();
  const headers = { 'X-Prometheus-Scrape-Timeout-Seconds': String(timeout) };
  return new Promise((resolve, reject) => {
    get(`${exporter.url}/metrics`, { agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: Number(response.statusCode),
          retryAfter: response.headers['retry-after'],
          body: Buffer.concat(chunks).toString(),
          seconds: (performance.now() - begun) / 1000,
        }),
      );
    }).on('error', reject);
  });
}

/** Whether the text has every series of the healthy targets, and shows each tarpit as down. */
function isWhole(body: string): boolean {
  const has = (name: string, port: number, rest: string): boolean =>
    body.includes(`${name}{target="t${port}",address="127.0.0.1:${port}"${rest}`);
  return (
    fleet.healthy.every(
      (port) =>
        has('apiserver_endpoint_up', port, '} 1\n') &&
        has('apiserver_endpoint_loopback_certificate_found', port, '} 1\n') &&
        has('apiserver_endpoint_san_covered', port, ',name="kubernetes",role="client"} 1\n') &&
        has('apiserver_endpoint_kubernetes_version_info', port, ',git_version='),
    ) && fleet.hostile.every((port) => has('apiserver_endpoint_up', port, '} 0\n'))
  );
}

await scrape();
const { probes: probesBefore } = await fleet.counts();
const settled = await Promise.allSettled(Array.from({ length: scrapes }, scrape));
const { probes: probesAfter } = await fleet.counts();
const answers = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
const good = answers.filter(({ status }) => status === 200);
const busy = answers.filter(({ status }) => status === 503);
const percentile = (of: readonly Answer[], share: number): string =>
  (of.map(({ seconds }) => seconds).toSorted((a, b) => a - b)[Math.ceil(of.length * share) - 1] ?? NaN).toFixed(2);
const probes = Object.keys(probesAfter).map(
  (port) => (probesAfter[Number(port)] ?? 0) - (probesBefore[Number(port)] ?? 0),
);

console.log(`${scrapes} scrapes at once, --web.max-requests ${limit}, Node ${process.versions.node}`);
console.log(
  `200: ${good.length}, 503 with Retry-After: ${busy.filter(({ retryAfter }) => retryAfter !== undefined).length}, other: ${scrapes - good.length - busy.length}`,
);
console.log(`200 without a series of a healthy target: ${good.filter(({ body }) => !isWhole(body)).length}`);
console.log(
  `seconds of a 200: median ${percentile(good, 0.5)}, 99 % ${percentile(good, 0.99)}, slowest ${percentile(good, 1)} of ${timeout}`,
);
console.log(`seconds of a 503: median ${percentile(busy, 0.5)}, slowest ${percentile(busy, 1)}`);
console.log(`probes of one target: ${Math.max(...probes)} at most`);
console.log(`memory of the exporter: ${exporter.usage().memory.toFixed(0)} MiB`);
const fine =
  good.length + busy.length === scrapes &&
  good.every(({ body, seconds }) => isWhole(body) && seconds <= timeout) &&
  Math.max(...probes) <= 2;
process.exitCode = fine ? 0 : 1;
agent.destroy();
await exporter.end();
fleet.end();
