import type { SecureContext } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { atMost } from '../bounds/at-most.js';
import { postQuantumContext } from './tls-context.js';

/** How a handshake ended: `refused` means that the server found no algorithm in common. */
export type HandshakeEnd = 'shown' | 'refused' | 'failed';

export interface GroupsRequest<T> {
  /** host:port, for which is remembered what it needs. */
  readonly server: string;
  /** One of `tlsContext`. */
  readonly context: SecureContext;
  /** Whether it is still unknown if the server has a usual group, so that a refusal is a reason to try the post-quantum ones. */
  readonly mayRetry: boolean;
  /** Does one handshake. */
  readonly shake: (context: SecureContext) => Promise<T>;
  readonly endOf: (shaken: T) => HandshakeEnd;
}

/** The servers that have only post-quantum groups. */
const needing = new LRUCache<string, true>(atMost(10_000));

/**
 * Does a handshake, and another one with Go's post-quantum groups if the server refuses the first. A server that needs them is remembered, so
 * that later handshakes begin with them. If both fail, the first one's answer counts.
 */
export async function withGroups<T>({ server, context, mayRetry, shake, endOf }: GroupsRequest<T>): Promise<T> {
  if (needing.has(server)) return await withKnownGroups({ server, context, shake, endOf });
  const first = await shake(context);
  if (!mayRetry || endOf(first) !== 'refused') return first;
  const second = postQuantumContext(context);
  if (second === undefined) return first;
  const shaken = await shake(second);
  if (endOf(shaken) !== 'shown') return first;
  needing.set(server, true);
  return shaken;
}

async function withKnownGroups<T>(request: Omit<GroupsRequest<T>, 'mayRetry'>): Promise<T> {
  const { server, context, shake, endOf } = request;
  const shaken = await shake(postQuantumContext(context) ?? context);
  if (endOf(shaken) !== 'refused') return shaken;
  needing.delete(server);
  return await shake(context);
}
