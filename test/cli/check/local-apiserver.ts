import type { Test } from 'tap';
import { type Apiserver, startApiserver } from '../../../demo/apiserver.js';
import { createLoopback } from '../../../demo/loopback.js';
import { createAuthority, type IssuedCertificate } from '../../../demo/pki.js';
import { day, now } from '../../fixtures/report.js';

/** The CA of these API servers. */
export const authority = await createAuthority({ commonName: 'kubernetes', notBefore: now - 400 * day });
const loopback = (await createLoopback({ startedAt: now - 12 * day })).identity;

/** A kube-apiserver whose certificate covers these IPs and `api.example.com`. */
export async function startLocalApiserver(t: Test, ...ipAddresses: readonly string[]): Promise<Apiserver> {
  const { identity } = await authority.issue({
    commonName: 'kube-apiserver',
    dnsNames: ['api.example.com'],
    ipAddresses,
    notBefore: now - 65 * day,
    notAfter: now + 300 * day,
  });
  const apiserver = await startApiserver({ serving: identity, loopback, http: { now: () => now } });
  t.teardown(() => apiserver.close());
  return apiserver;
}

/** A port of 127.0.0.1 where nothing listens. */
export async function closedEndpoint(): Promise<string> {
  const apiserver = await startApiserver({ serving: loopback });
  await apiserver.close();
  return apiserver.endpoint;
}

/** A newer certificate of the same CA, which no API server serves. */
export function issueUnserved(): Promise<IssuedCertificate> {
  return authority.issue({ commonName: 'kube-apiserver', notBefore: now - day, notAfter: now + 300 * day });
}
