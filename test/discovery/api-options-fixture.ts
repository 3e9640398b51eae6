import type { Authority } from '../../demo/pki.js';
import type { AccessReading } from '../../src/kube/access-reader.js';
import { systemClock } from '../../src/net/clock.js';
import { direct } from '../../src/net/proxy-environment.js';
import { createSecret } from '../../src/net/secret.js';
import { toKnownServers } from '../fixtures/known-servers.js';
import { accessTo } from '../kube/simulated-api.js';
import { loadedCas } from './cas-fixture.js';

/** A login by token at the API server on this port of loopback, which the authority has signed. */
export function loginAt(
  port: number,
  authority: Pick<Authority, 'der'>,
  token = 'token',
): Extract<AccessReading, { ok: true }> {
  const credentials = { ca: [authority.der], clientCertificate: undefined, token: createSecret(token) };
  return { ok: true, access: accessTo(port), credentials: { ok: true, credentials } };
}

/** What it takes to ask an API server, with this kubeconfig and no proxy. */
export function apiOptions(reading: AccessReading) {
  return {
    readAccess: () => Promise.resolve(reading),
    askCa: loadedCas()(undefined),
    userAgent: 'test',
    environment: direct,
    ...toKnownServers,
    clock: systemClock,
  };
}
