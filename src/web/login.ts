import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { PasswordCheck } from './password-check.js';

/** `busy`: not checked, because too many other logins are waiting. */
export type Verdict = 'granted' | 'refused' | 'busy';

/** `network`: where the client is, as clientNetwork() returns it. */
export type LoginCheck = (given: UserPassword, users: ReadonlyMap<string, string>, network: string) => Promise<Verdict>;

/** The maximum number of successful logins that are remembered. */
const maxRemembered = 1_000;

/**
 * Checks passwords against their users' bcrypt hashes. An unknown user takes as long as a known user with a wrong password. A success is
 * remembered until the user's hash changes, as a digest with a key that only this process has, and is then granted without waiting. Identical
 * logins from one network at the same time share one comparison.
 */
export function createLoginCheck({ matches }: Pick<PasswordCheck, 'matches'>): LoginCheck {
  const secret = randomBytes(32);
  const granted = new LRUCache<string, true>({ max: maxRemembered });
  /** Networks from which a login has succeeded. Where a hash has changed, they need not wait for strangers. */
  const known = new LRUCache<string, true>({ max: maxRemembered });
  const underWay = new Map<string, Promise<Verdict>>();

  const check = async ({ key, password, hash, decoy, network }: Login): Promise<Verdict> => {
    const matched = await matches(password, hash ?? decoy, { network, known: known.has(network) });
    if (matched === undefined) return 'busy';
    if (!matched || hash === undefined) return 'refused';
    granted.set(key, true);
    known.set(network, true);
    return 'granted';
  };
  return async ({ user, password }, users, network) => {
    const hash = users.get(user);
    const key = createHmac('sha256', secret)
      .update(JSON.stringify([user, hash, password]))
      .digest('base64');
    if (granted.get(key) === true) {
      known.set(network, true);
      return 'granted';
    }
    const place = `${network} ${key}`;
    const verdict =
      underWay.get(place) ??
      check({ key, password, hash, decoy: decoyHash(users), network }).finally(() => underWay.delete(place));
    underWay.set(place, verdict);
    return await verdict;
  };
}

interface Login {
  readonly key: string;
  readonly password: string;
  /** undefined: there is no such user. */
  readonly hash: string | undefined;
  readonly decoy: string;
  readonly network: string;
}

/** Returns a hash that no password matches. It costs as much as the most expensive hash of a user. */
function decoyHash(users: ReadonlyMap<string, string>): string {
  const costs = [...users.values()].map((hash) => Number(hash.slice(4, 6)));
  return `$2b$${String(Math.max(4, ...costs)).padStart(2, '0')}$${'.'.repeat(53)}`;
}

export interface UserPassword {
  readonly user: string;
  readonly password: string;
}

/** Parses the value of an Authorization header (RFC 7617); undefined: it has no Basic credentials. */
export function parseUserPassword(header: string | undefined): UserPassword | undefined {
  const [, encoded] = /^basic +([\w+/-]+={0,2}) *$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
