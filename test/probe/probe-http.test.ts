import t from 'tap';
import { type Authority, createAuthority } from '../../demo/pki.js';
import type { Login } from '../../src/discovery/target.js';
import { createSecret } from '../../src/net/secret.js';
import { tlsContext } from '../../src/net/tls-context.js';
import type { ShakeIn } from '../../src/probe/probe-chain.js';
import { httpEvidence } from '../fixtures/report.js';
import { createProbedHttp } from './probed-http.js';
import { shakePort } from './shake-port.js';

const { cluster, probeServer } = await createProbedHttp();
const clockSkew = Number;
const nothing = { ...httpEvidence(), clockSkew };
const health = ['ping', 'log', 'etcd', 'autoregister-completion'].map((check) => ({ check, healthy: true }));
const byToken: Login = { token: createSecret('letmein'), clientContext: undefined };

void t.test('anybody may know the version and the state of the checks', async (t) => {
  t.match(await probeServer(await cluster.start(t)), {
    evidence: { gitVersion: 'v1.20.2', health, startedAt: undefined, clockSkew },
    fault: undefined,
    healthCut: false,
  });
});

void t.test('a missing permission is not a failure', async (t) => {
  for (const anonymous of ['forbidden', 'unauthorized'] as const) {
    const server = await cluster.start(t, { http: { anonymous } });
    t.match(await probeServer(server), { evidence: nothing, fault: undefined, healthCut: false }, anonymous);
  }
});

void t.test('checks that fail', async (t) => {
  const server = await cluster.start(t, { http: { checks: ['ping', 'etcd'], failing: ['etcd'] } });
  t.match(await probeServer(server), { evidence: { health: [{ healthy: true }, { check: 'etcd', healthy: false }] } });
});

void t.test('too many checks', async (t) => {
  const checks = Array.from({ length: 300 }, (_, i) => `check-${i}`);
  const { evidence, healthCut } = await probeServer(await cluster.start(t, { http: { checks } }));
  t.equal(evidence.health.length, 200);
  t.equal(healthCut, true);
});

void t.test('with a token, also the start time, unless it is known', async (t) => {
  const server = await cluster.start(t, { http: { token: 'letmein', startedAt: 1652180293.83 } });
  t.match(await probeServer(server, { login: byToken }), {
    evidence: { gitVersion: 'v1.20.2', health, startedAt: 1652180293.83 },
    fault: undefined,
    healthCut: false,
  });
  const known = await probeServer(
    server,
    { login: byToken },
    { known: { hasVersion: false, facts: Promise.resolve({ startedAt: 7 }) } },
  );
  t.equal(known.evidence.startedAt, 7);
});

void t.test('a client certificate is shown in its own handshake', async (t) => {
  const admin = await cluster.authority.issue({ commonName: 'admin', usage: 'client' });
  const clientContext = tlsContext({ certificate: admin.pem, key: createSecret(admin.key) });
  const login: Login = { token: undefined, clientContext };
  const http = { anonymous: 'unauthorized', startedAt: 7 } as const;
  const server = await cluster.start(t, { http, clientCa: cluster.authority.pem });
  t.match(await probeServer(server, { login }), {
    evidence: { gitVersion: 'v1.20.2', startedAt: 7 },
    fault: undefined,
  });
  t.match(server.seen, { connections: 2, connectionErrors: 0 });

  const failed = { ok: false, reason: 'reset', certificates: [], times: {} } as const;
  const shakeIn: ShakeIn = () => Promise.resolve(failed);
  t.match(await probeServer(server, { login }, { shakeIn }), { evidence: nothing, fault: undefined }, 'asked without');

  const names = { commonName: 'other', ipAddresses: ['127.0.0.1'] };
  const reached = async (by: Authority) => {
    const { identity } = await by.issue(names);
    const another = await cluster.start(t, { serving: identity, http, clientCa: cluster.authority.pem });
    const shakeAnother: ShakeIn = (_name, _context, { accepts } = {}) =>
      shakePort(another.port, { secureContext: clientContext, ...(accepts && { accepts }) });
    const { evidence } = await probeServer(server, { login }, { shakeIn: shakeAnother });
    return { evidence, seen: another.seen };
  };
  t.match(
    await reached(await createAuthority({ commonName: 'kubernetes' })),
    { evidence: nothing, seen: { handshakes: 0 } },
    'another server gets no client certificate',
  );
  t.match(
    await reached(cluster.authority),
    { evidence: { startedAt: 7 }, seen: { handshakes: 1, handshakeErrors: 0, connectionErrors: 0 } },
    'but one behind the same address does, if it proves to be of the same control plane',
  );
});
