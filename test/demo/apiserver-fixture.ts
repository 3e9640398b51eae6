import type { Test } from 'tap';
import { type Apiserver, type ApiserverOptions, startApiserver } from '../../demo/apiserver.js';
import { createLoopback } from '../../demo/loopback.js';
import { createAuthority } from '../../demo/pki.js';

/** The cluster's CA. */
export const authority = await createAuthority({ commonName: 'kubernetes' });

/** A serving certificate with this CN. */
export const identity = async (commonName: string) => (await authority.issue({ commonName })).identity;

/** The certificate that every server has. */
export const serving = await identity('serving');

const loopback = (await createLoopback({ startedAt: 1_652_180_293 })).identity;

/** A simulated API server until the test ends. */
export async function start(t: Test, options: Partial<ApiserverOptions> = {}): Promise<Apiserver> {
  const apiserver = await startApiserver({ serving, loopback, ...options });
  t.teardown(() => apiserver.close());
  return apiserver;
}
