import { LRUCache } from 'lru-cache';
import { atMost } from '../bounds/at-most.js';
import type { Certificate } from '../x509/certificate.js';
import { isShortLived, type RenewalShare } from '../x509/short-lived.js';

type SeenCertificate = Pick<Certificate, 'fingerprintSha256' | 'notBefore' | 'notAfter'>;

/** Remembers how much short-lived certificates had left when they were replaced. Nothing else of a certificate is kept. */
export interface RenewalMemory {
  /** Takes note of the certificate that is at a place now: an endpoint, a name of it, or a position in a file. `now`: Unix seconds. */
  readonly see: (place: string, certificate: SeenCertificate, now: number) => void;
  readonly shareAt: (place: string) => RenewalShare;
  /** Whether no short-lived certificate was seen. Then nothing needs to be asked. */
  readonly isEmpty: () => boolean;
}

interface Renewal {
  /** The fingerprint of the certificate that was replaced. */
  readonly of: string;
  /** What it had left of its lifetime. Below 0: it had expired. */
  readonly share: number;
}

interface Place {
  readonly current: SeenCertificate & { readonly seenAt: number };
  /** The fingerprints of what was there before, the last one first. */
  readonly earlier: readonly string[];
  /** The last one first. */
  readonly renewals: readonly Renewal[];
}

/** Those before say nothing of what renews it today. */
const mostRenewals = 4;

/**
 * How far apart the two that came last in their lifetimes are, at most, if there is a rule. Programs renew within a twentieth of the lifetime
 * or so. One alone may be somebody's reissue with another name, or a renewal in a hurry. People who renew because of a ticket come later when
 * the ticket does, which breaks the rule, so that the ticket comes early again.
 */
const regular = 1 / 10;
const mostEarlier = 8;

/** If a certificate was not seen for this share of its lifetime before its successor was, nobody knows when it was replaced. */
const longestGap = 1 / 20;

/** A place holds a kilobyte or two. */
export function createRenewalMemory(maxPlaces = 10_000): RenewalMemory {
  const places = new LRUCache<string, Place>(atMost(maxPlaces));
  return {
    see: (place, { fingerprintSha256, notBefore, notAfter }, now) => {
      const seen = { fingerprintSha256, notBefore, notAfter, seenAt: now };
      if (isShortLived(seen)) places.set(place, next(places.get(place), seen));
      else places.delete(place);
    },
    shareAt: (place) => {
      const renewals = places.get(place)?.renewals ?? [];
      const [least, second] = renewals.map(({ share }) => share).toSorted((one, other) => one - other);
      if (least === undefined || second === undefined) return undefined;
      return second - least <= regular ? Math.max(0, least) : 0;
    },
    isEmpty: () => places.size === 0,
  };
}

function next(before: Place | undefined, seen: Place['current']): Place {
  if (before === undefined) return { current: seen, earlier: [], renewals: [] };
  const { current, earlier, renewals } = before;
  const key = seen.fingerprintSha256;
  if (key === current.fingerprintSha256) return { ...before, current: seen };
  const at = earlier.indexOf(key);
  // One that comes back was not renewed: servers take turns behind the address, or somebody has put it back.
  const undone = new Set(earlier.slice(0, at + 1));
  const kept = renewals.filter(({ of }) => !undone.has(of));
  return {
    current: seen,
    earlier: [current.fingerprintSha256, ...earlier.filter((each) => each !== key)].slice(0, mostEarlier),
    renewals: [...(at < 0 ? renewalOf(current, seen) : []), ...kept].slice(0, mostRenewals),
  };
}

/** A renewal ends later than what it replaces. One that nobody watched is none. */
function renewalOf(current: Place['current'], seen: Place['current']): readonly Renewal[] {
  const lifetime = current.notAfter - current.notBefore;
  const watched = seen.seenAt - current.seenAt <= lifetime * longestGap;
  if (!watched || seen.notAfter <= current.notAfter) return [];
  return [{ of: current.fingerprintSha256, share: (current.notAfter - seen.seenAt) / lifetime }];
}
