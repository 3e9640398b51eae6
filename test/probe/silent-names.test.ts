import { createSecureContext, createServer } from 'node:tls';
import t, { type Test } from 'tap';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { probeEndpoint } from '../../src/probe/probe-endpoint.js';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';
import { endpointOf } from './endpoint-fixture.js';
import { createProbedCluster } from './probed-cluster.js';
import { probeDependencies } from './simulated-cluster.js';

const { authority, serving, issue, probe } = await createProbedCluster();
const now = Math.floor(Date.now() / 1000);
const silent = ['h1.example', 'h2.example', 'h3.example', 'h4.example', 'h5.example'];
const expired = 'expired.example';

/** A front that is silent for some names, and has an expired certificate for another one. */
async function startFront(t: Test): Promise<number> {
  const { cert, key } = await issue('expired', { dnsNames: [expired], notBefore: now - 7200, notAfter: now - 3600 });
  const server = createServer({
    ...serving.identity,
    SNICallback: (name, choose) => {
      if (!silent.includes(name)) choose(null, name === expired ? createSecureContext({ cert, key }) : undefined);
    },
  });
  server.on('tlsClientError', () => undefined);
  return listenOnLoopback(t, server);
}

const names = [...silent, expired];

void t.test('names for which a front is silent hide no other name', async (t) => {
  const report = await probe(await startFront(t), { names, timeout: 2, loopback: false });
  t.match(report.names, [
    { name: '127.0.0.1', verdict: { accepted: true } },
    { name: expired, verdict: { reason: 'expired' } },
  ]);
  t.same(report.failures, [{ probe: 'name', reason: 'tls_timeout' }]);
});

void t.test('a scrape whose deadline comes first shows the names that were judged so far', async (t) => {
  const endpoint = endpointOf({
    ca: [authority.der],
    addresses: [`127.0.0.1:${await startFront(t)}`],
    names: [expired, ...silent],
    timeout: 2,
    loopback: false,
  });
  const progress = probeEndpoint(endpoint, probeDependencies(), deadlineIn(2, systemClock));
  const seen = await new Promise((resolve) => {
    const check = setInterval(() => {
      const { names } = progress.soFar();
      if (names.length < 2) return;
      clearInterval(check);
      resolve(names);
    }, 5);
  });
  t.match(seen, [
    { name: '127.0.0.1', verdict: { accepted: true } },
    { name: expired, verdict: { reason: 'expired' } },
  ]);
  await progress.done;
});
