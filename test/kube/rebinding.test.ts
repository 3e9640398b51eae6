import t from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import { connectVerified } from '../../src/kube/verified-connection.js';
import { systemClock } from '../../src/net/clock.js';
import { guardedLookup } from '../../src/net/guarded-lookup.js';
import { createSniMemory } from '../../src/net/sni-memory.js';
import { tlsContext } from '../../src/net/tls-context.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { accessTo } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });
const serving = await authority.issue({ commonName: 'kube-apiserver', dnsNames: ['rebinding.example'] });

const lookup = guardedLookup([], {
  lookUp: (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
  ownWord: () => Promise.resolve(() => false),
});

void t.test('an API server whose name leads to this host by DNS is not dialled, and gets no credential', async (t) => {
  const server = await startApiserver({ serving: serving.identity });
  t.teardown(() => server.close());
  const host = { kind: 'dns', text: 'rebinding.example' } as const;
  const access = accessTo(server.port, { server: { host, port: server.port, path: '' } });
  // The second one has not met the listener yet.
  for (const sni of [toKnownServers.sni, createSniMemory()]) {
    const contact = { ...toKnownServers, access, sni, lookup, clock: systemClock, deadline: Infinity };
    t.match(await connectVerified({ ...contact, ca: [authority.der], secureContext: tlsContext() }), {
      ok: false,
      kind: 'unreachable',
      code: 'ERR_ADDRESS_REFUSED',
      message: /^the DNS name rebinding\.example leads to 127\.0\.0\.1 \(a loopback address\)/,
    });
  }
  t.same(server.seen.sniSeen, [], 'nothing has arrived');
});
