import t from 'tap';
import type { Apiserver } from '../../demo/apiserver.js';
import { createAuthority } from '../../demo/pki.js';
import type { Login } from '../../src/discovery/target.js';
import { systemClock } from '../../src/net/clock.js';
import { deadlineIn } from '../../src/net/deadline.js';
import { createSecret } from '../../src/net/secret.js';
import { createTlsContext } from '../../src/net/tls-context.js';
import type { ShakeIn } from '../../src/probe/handshake.js';
import { decodeChain } from '../../src/probe/probe-chain.js';
import { type HttpProbe, probeHttp } from '../../src/probe/probe-http.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { createGoVerdicts } from '../../src/x509/go-verdicts.js';
import { httpEvidence } from '../fixtures/report.js';
import { endpointOf, type TargetChange } from './endpoint-fixture.js';
import { createCluster } from './simulated-cluster.js';
import { trustingShake } from './trusting-shake.js';

const cluster = await createCluster();
const ca = [cluster.authority.der];
const shake = trustingShake(cluster.authority);
const nothing = httpEvidence();
const health = ['ping', 'log', 'etcd', 'autoregister-completion'].map((check) => ({ check, healthy: true }));
const byToken: Login = { token: createSecret('letmein'), clientContext: undefined };

/** The probe over HTTP after a real serving handshake. */
async function probeServer(server: Apiserver, target: TargetChange = {}, change: Partial<HttpProbe> = {}) {
  const endpoint = endpointOf({ ca, ...target, addresses: [server.endpoint] });
  const deadline = deadlineIn(5, systemClock);
  const shakeIn: ShakeIn = (serverName, secureContext) => shake(server.port, { serverName, secureContext, deadline });
  const serving = await shakeIn(undefined, endpoint.target.secureContext);
  const { chain, served, key } = decodeChain(serving.certificates, decodeCertificate);
  if (!serving.ok || !chain) throw new Error('no handshake');
  const verdict = createGoVerdicts()({ served, key, roots: endpoint.target.ca, now: systemClock.now() });
  const knownStart = Promise.resolve(undefined);
  const request = { endpoint, serving, chain, verdict, shakeIn, knownStart, clock: systemClock, deadline, ...change };
  const result = await probeHttp(request);
  await serving.close();
  return result;
}

void t.test('anybody may know the version and the state of the checks', async (t) => {
  t.same(await probeServer(await cluster.start(t)), {
    evidence: { gitVersion: 'v1.20.2', health, startedAt: undefined },
    reason: undefined,
    healthCut: false,
  });
});

void t.test('a missing permission is not a failure', async (t) => {
  for (const anonymous of ['forbidden', 'unauthorized'] as const) {
    const server = await cluster.start(t, { http: { anonymous } });
    t.same(await probeServer(server), { evidence: nothing, reason: undefined, healthCut: false }, anonymous);
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
  t.same(await probeServer(server, { login: byToken }), {
    evidence: { gitVersion: 'v1.20.2', health, startedAt: 1652180293.83 },
    reason: undefined,
    healthCut: false,
  });
  const known = await probeServer(server, { login: byToken }, { knownStart: Promise.resolve(7) });
  t.equal(known.evidence.startedAt, 7);
});

void t.test(
  'a token goes only to a server whose certificate the CA has signed, is valid now and has an expected name',
  async (t) => {
    const now = Math.floor(Date.now() / 1000);
    const stranger = await createAuthority({ commonName: 'kubernetes' });
    const sans = { commonName: 'kube-apiserver', ipAddresses: ['127.0.0.1'] };
    const http = { anonymous: 'unauthorized', token: 'letmein' } as const;
    const issue = async (change: Partial<Parameters<typeof stranger.issue>[0]>, by = cluster.authority) =>
      cluster.start(t, { http, serving: (await by.issue({ ...sans, ...change })).identity });

    const sent = async (server: Apiserver, target: TargetChange = {}): Promise<boolean> =>
      (await probeServer(server, { login: byToken, ...target })).evidence.gitVersion !== undefined;
    const vouched = await issue({});
    t.equal(await sent(vouched), true);
    t.equal(await sent(vouched, { ca: undefined }), false, 'no CA');
    t.equal(await sent(vouched, { ca: [stranger.der] }), false, 'another CA');
    t.equal(await sent(vouched, { login: undefined }), false);
    t.equal(await sent(await issue({}, stranger)), false);
    t.equal(await sent(await issue({ notBefore: now - 7200, notAfter: now - 3600 })), false, 'expired');
    const other = await issue({ ipAddresses: [], dnsNames: ['other.example'] });
    t.equal(await sent(other), false, 'another name');
    t.equal(await sent(other, { names: ['other.example'] }), true);
    t.equal(await sent(await issue({ ipAddresses: [], dnsNames: ['kubernetes.default.svc'] })), true);
  },
);

void t.test('a client certificate is shown in its own handshake', async (t) => {
  const admin = await cluster.authority.issue({ commonName: 'admin', usage: 'client' });
  const clientContext = createTlsContext(ca, { certificate: admin.pem, key: createSecret(admin.key) });
  const login: Login = { token: undefined, clientContext };
  const http = { anonymous: 'unauthorized', startedAt: 7 } as const;
  const server = await cluster.start(t, { http, clientCa: cluster.authority.pem });
  t.match(await probeServer(server, { login }), {
    evidence: { gitVersion: 'v1.20.2', startedAt: 7 },
    reason: undefined,
  });
  t.match(server.seen, { connections: 2, connectionErrors: 0 });

  const failed = { ok: false, reason: 'reset', certificates: [], times: {} } as const;
  const shakeIn: ShakeIn = () => Promise.resolve(failed);
  t.match(await probeServer(server, { login }, { shakeIn }), { evidence: nothing, reason: undefined }, 'asked without');

  const { identity } = await cluster.authority.issue({ commonName: 'other', ipAddresses: ['127.0.0.1'] });
  const another = await cluster.start(t, { serving: identity, clientCa: cluster.authority.pem });
  const shakeAnother: ShakeIn = () => shake(another.port, { secureContext: clientContext });
  t.match(await probeServer(server, { login }, { shakeIn: shakeAnother }), { evidence: nothing }, 'another server');
  t.match(another.seen, { handshakes: 1, connectionErrors: 0 }, 'closed politely');
});
