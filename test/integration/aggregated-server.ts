import { once } from 'node:events';
import { createServer } from 'node:https';
import { createSecureContext } from 'node:tls';
import { createLoopback } from '../../demo/loopback.js';
import type { Identity } from '../../demo/pki.js';

interface Ending {
  readonly teardown: (end: () => void) => unknown;
}

/** Starts a server on port 8443 that answers everything as an API without resources, as the aggregator demands, until the test ends. */
export async function startAggregatedServer(t: Ending, host: string, identity: Identity): Promise<void> {
  const loopback = createSecureContext((await createLoopback({ startedAt: Math.floor(Date.now() / 1000) })).identity);
  const ordinary = createSecureContext(identity);
  const server = createServer(
    {
      ...identity,
      requestCert: true,
      rejectUnauthorized: false,
      SNICallback: (name, choose) => choose(null, name === 'apiserver-loopback-client' ? loopback : ordinary),
    },
    (request, response) => {
      const [, apis, group = '', version = ''] = (request.url ?? '').split(/[/?]/);
      if (apis !== 'apis') return void response.writeHead(403).end();
      const list = { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: `${group}/${version}`, resources: [] };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(list));
    },
  );
  server.listen(8443, host);
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
}
