import t from 'tap';
import { systemClock } from '../../src/net/clock.js';
import { parseExposition } from '../fixtures/exposition.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { exporterOf, healthyServer } from './exporter-fixture.js';
import { wholeText } from '../fixtures/whole-text.js';

const year = 365 * 86_400;

/** Spans of time, and what a client would decide whose clock is that of the exporter. */
const changing = /_(duration|uptime|skew)_seconds$|cert_exporter|_(accepted|refused)$/;

void t.test('the clock of the machine jumps: what the servers show stays, and deadlines are kept', async (t) => {
  const server = await healthyServer(t);
  const silent = await startTcpServer(t, () => undefined);
  let offset = 0;
  const clock = { monotonic: systemClock.monotonic, now: () => systemClock.now() + offset };
  const { exporter } = await exporterOf(
    {
      targets: [
        { name: 'healthy', addresses: [server.endpoint] },
        { name: 'silent', addresses: [`127.0.0.1:${silent}`], timeout: '300ms' },
      ],
    },
    { clock },
  );
  const facts = async (): Promise<readonly string[]> => {
    const begun = performance.now();
    // Also forth and back while a probe is under way.
    const jump = setTimeout(() => (offset += 3 * year), 50);
    const { body } = await wholeText(exporter.collect(Infinity, 'text'));
    clearTimeout(jump);
    t.ok(performance.now() - begun < 2000, 'within its deadline');
    return parseExposition(body)
      .filter(({ name }) => name.startsWith('apiserver_') && !changing.test(name))
      .map(({ name, labels, value }) => `${name} ${JSON.stringify(labels)} ${value}`);
  };
  const before = await facts();
  t.ok(before.some((line) => line.startsWith('apiserver_endpoint_up')));
  for (const jump of [-20 * year, 50 * year, 0]) {
    offset = jump;
    t.same(await facts(), before);
  }
});
