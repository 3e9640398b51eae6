import { contentHash } from '../document/content-hash.js';
import { formatProblem } from '../document/problem.js';
import type { AccessReading } from '../kube/access-reader.js';
import { type KubeconfigSecret, type SecretReading, secretText } from '../kube/kubeconfig-secrets.js';

/** A kubeconfig out of a Secret, as it was read last. */
export interface FollowedKubeconfig {
  readonly secret: KubeconfigSecret;
  /** The last one that could be used. */
  readonly usable: UsableKubeconfig | undefined;
  /** Why the Secret, as it is now, cannot be used, in a sentence for people. Undefined: it can. */
  readonly problem: string | undefined;
}

export interface UsableKubeconfig {
  /** Of the Secret that held it. */
  readonly uid: string;
  /** The same object until what the Secret holds changes. */
  readonly reading: Extract<AccessReading, { ok: true }>;
  /** The hash of the bytes. */
  readonly hash: string;
}

export interface FollowDependencies {
  readonly read: (secret: KubeconfigSecret) => Promise<SecretReading>;
  /** Reads what a Secret holds. `place`: as in `Secret NAMESPACE/NAME`. */
  readonly judge: (bytes: Uint8Array, place: string) => Promise<AccessReading>;
  /** Whether there is time left to read another one. */
  readonly hasTime: () => boolean;
}

/** Follows the kubeconfigs of these Secrets, which are all that there are. Those that are gone meanwhile are not among the results. */
export type FollowKubeconfigs = (
  secrets: readonly KubeconfigSecret[],
  dependencies: FollowDependencies,
) => Promise<readonly FollowedKubeconfig[]>;

interface Known extends Omit<FollowedKubeconfig, 'secret'> {
  /** Of the Secret that was read. Undefined: it could not be read. */
  readonly version: string | undefined;
  /** Whether it was requested in vain. */
  readonly failed?: boolean;
}

/** So many are read side by side. Each takes a connection. */
const abreast = 8;

/** After so many Secrets to which an API did not answer, it is not asked for others. */
const mostUnanswered = 3;

const notYet = 'has not been read yet, for want of time';

/**
 * Creates a function that reads the Secrets that have changed since its last call, and no others. What cannot be read or used changes nothing
 * of what was known, and is a problem of its own cluster alone. What failed last is read last, so that it holds up nothing for ever.
 */
export function createFollowKubeconfigs(): FollowKubeconfigs {
  let known: ReadonlyMap<string, Known> = new Map();
  return async (secrets, dependencies) => {
    const now = new Map(known);
    await readAll(changedSince(known, secrets), now, dependencies);
    const followed = secrets.flatMap((secret): readonly FollowedKubeconfig[] => {
      const { usable, problem } = now.get(keyOf(secret)) ?? {};
      return usable === undefined && problem === undefined ? [] : [{ secret, usable, problem }];
    });
    const listed = new Set(followed.map(({ secret }) => keyOf(secret)));
    known = new Map([...now].filter(([key]) => listed.has(key)));
    return followed;
  };
}

function changedSince(
  known: ReadonlyMap<string, Known>,
  secrets: readonly KubeconfigSecret[],
): readonly KubeconfigSecret[] {
  const changed = secrets.filter((secret) => known.get(keyOf(secret))?.version !== versionOf(secret));
  const hasFailed = (secret: KubeconfigSecret): boolean => known.get(keyOf(secret))?.failed === true;
  return [...changed.filter((secret) => !hasFailed(secret)), ...changed.filter(hasFailed)];
}

async function readAll(
  queue: readonly KubeconfigSecret[],
  known: Map<string, Known>,
  { read, judge, hasTime }: FollowDependencies,
): Promise<void> {
  const left = queue[Symbol.iterator]();
  let [unanswered, why]: [number, string] = [0, notYet];
  const work = async (): Promise<void> => {
    for (const secret of left) {
      const before = known.get(keyOf(secret));
      const isFutile = unanswered >= mostUnanswered || !hasTime();
      const reading = isFutile ? undefined : await read(secret);
      if (reading?.ok === false && reading.kind === 'unanswered') [unanswered, why] = [unanswered + 1, cannot(reading)];
      const after =
        reading === undefined
          ? { ...unread(before, secret, why), failed: before?.failed ?? false }
          : await learn(reading, { secret, before, judge });
      if (after === undefined) known.delete(keyOf(secret));
      else known.set(keyOf(secret), after);
    }
  };
  await Promise.all(Array.from({ length: abreast }, work));
}

function cannot({ message }: { readonly message: string }): string {
  return `cannot be read: ${message}`;
}

function unread(before: Known | undefined, secret: KubeconfigSecret, why: string): Known {
  return { usable: before?.usable, version: undefined, problem: `${secretText(secret)} ${why}` };
}

/** Undefined: the Secret is gone. */
async function learn(
  reading: SecretReading,
  {
    secret,
    before,
    judge,
  }: Pick<FollowDependencies, 'judge'> & { readonly secret: KubeconfigSecret; readonly before: Known | undefined },
): Promise<Known | undefined> {
  if (!reading.ok) {
    if (reading.kind === 'gone') return undefined;
    if (reading.kind !== 'unusable') return { ...unread(before, secret, cannot(reading)), failed: true };
    return { usable: before?.usable, version: versionOf({ ...secret, ...reading }), problem: reading.message };
  }
  const [version, hash] = [versionOf({ ...secret, ...reading }), contentHash(reading.bytes)];
  // Controllers change a Secret's metadata without changing what it holds.
  const judged = before?.usable?.hash === hash ? before.usable.reading : await judge(reading.bytes, secretText(secret));
  if (judged.ok) return { usable: { uid: secret.uid, reading: judged, hash }, version, problem: undefined };
  return { usable: before?.usable, version, problem: judged.problems.map(formatProblem).join('; ') };
}

function keyOf({ namespace, cluster }: KubeconfigSecret): string {
  return `${namespace}/${cluster}`;
}

function versionOf({ uid, resourceVersion }: Pick<KubeconfigSecret, 'uid' | 'resourceVersion'>): string {
  return `${uid} ${resourceVersion}`;
}
