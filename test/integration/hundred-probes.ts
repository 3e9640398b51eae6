import { once } from 'node:events';
import { connect } from 'node:net';
import type { Test } from 'tap';
import { samplesOf, valueOf } from '../fixtures/exposition.js';
import type { Apiserver } from './apiserver.js';
import type { RunningExporter } from './exporter.js';
import { prefix } from './metric-names.js';
import { serverMetric } from './server-metric.js';
import { timeWaitOf } from './time-wait.js';
import { until } from './until.js';

const handshakeErrors = 'apiserver_tls_handshake_errors_total';

/**
 * Shows that a hundred scrapes of an exporter, which probes only this server, cause no handshake errors on it, and leave it no connections in
 * TIME_WAIT.
 */
export async function hundredProbes(t: Test, server: Apiserver, exporter: RunningExporter): Promise<void> {
  const scrapes = async (): Promise<number> =>
    valueOf(await exporter.scrape(), 'apiserver_cert_exporter_scrape_duration_seconds_count');
  const errorsBefore = await serverMetric(server, handshakeErrors);
  const scrapesBefore = await scrapes();
  const { port } = new URL(`tcp://${server.address}`);
  const waitingBefore = timeWaitOf(Number(port));
  const uptimes = new Set<number>();
  for (let i = 0; i < 100; i++) {
    const samples = await exporter.scrape();
    const shown = valueOf(samples, `${prefix}up`) + valueOf(samples, `${prefix}loopback_certificate_found`);
    if (shown === 2 && samplesOf(samples, `${prefix}probe_failed`).length === 0) {
      uptimes.add(valueOf(samples, `${prefix}process_uptime_seconds`));
    }
  }
  const waiting = timeWaitOf(Number(port));
  t.ok(waiting.listening <= waitingBefore.listening, `the server has no more in TIME_WAIT: ${waiting.listening}`);
  t.ok(waiting.dialled >= 100, `we have closed each connection first: ${waiting.dialled} in TIME_WAIT`);
  t.equal(uptimes.size, 100, 'each scrape was a separate probe that showed both certificates');
  t.equal(
    (await scrapes()) - scrapesBefore,
    101,
    'the exporter counts as many scrapes, and the one that reads the count',
  );

  // Shows that the counter works. Errors of the hundred scrapes would have been counted before this one.
  await hangUp(server.address);
  const errors = await until('the server counts a connection that was hung up', 10, async () => {
    const count = await serverMetric(server, handshakeErrors);
    return count > errorsBefore ? count : undefined;
  });
  t.equal(errors - errorsBefore, 1, 'only the connection that was hung up is an error');
}

/** Connects and closes the connection before the handshake, which a good prober does not do. */
async function hangUp(address: string): Promise<void> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.end();
  socket.resume();
  await once(socket, 'close');
}
