import { addressText } from '../discovery/endpoints.js';
import type { Address, Target } from '../discovery/target.js';
import { staticSource } from '../discovery/target-source.js';
import type { Deadline } from '../probe/deadline.js';
import { lookAtTarget, type SweepWorld, type TargetReport } from '../probe/sweep.js';
import { createFlights } from './flights.js';

/** `not_allowed`: nothing was dialled. `busy`: too many other addresses are being looked at. */
export type AdHocResult = TargetReport | 'not_allowed' | 'busy';

/** Looks at addresses that a target does not have. */
export interface AdHocLooks {
  readonly join: (target: Target, address: Address, deadline: Deadline) => Promise<AdHocResult>;
}

/** Different addresses at once: whoever may ask can name any of a network. */
const maxUnderWay = 32;

/** Names of theirs that are resolved at once: libuv gives getaddrinfo(3) two threads, and the targets' own names need one of them. */
const maxNames = 1;

/**
 * Looks at single addresses with what the target expects, and without its login, where `allowed` gives the canonical text of each IP. A name
 * is resolved once, and what was allowed is what is dialled: nothing resolves it again. `looked` is told of each look that was taken.
 */
export function createAdHocLooks(
  world: SweepWorld,
  allowed: (ip: string) => string | undefined,
  looked: (report: TargetReport) => void,
): AdHocLooks {
  const underWay = new Set<string>();
  const names = new Set<string>();

  const begin = ({ key, target }: Subject) => {
    let refused = false;
    let asked = false;
    const resolve: SweepWorld['resolve'] = async (host) => {
      asked = true;
      const found = await world.resolve(host).finally(() => names.delete(key));
      const ips = found.flatMap((ip) => allowed(ip) ?? []);
      // One address outside is enough: whoever answers for the name is not to be trusted.
      refused = ips.length < found.length;
      return refused ? [] : ips;
    };
    const verdict = (report: TargetReport): AdHocResult => (refused ? 'not_allowed' : report);
    underWay.add(key);
    if (target.addresses.some(({ host }) => host.kind === 'dns')) names.add(key);
    const look = lookAtTarget(staticSource(target), { ...world, resolve }, Infinity);
    const done = look.done.then((report) => {
      underWay.delete(key);
      // A lookup outlives the look that gave up on it, and holds its thread until then.
      if (!asked) names.delete(key);
      if (!refused) looked(report);
      return verdict(report);
    });
    return { done, soFar: () => verdict(look.soFar()) };
  };
  const flights = createFlights(
    begin,
    world.clock,
    () => undefined,
    ({ key }) => key,
  );

  return {
    join: async (target, address, deadline) => {
      const key = `${target.name}\n${addressText(address)}`;
      const isFull = underWay.size >= maxUnderWay || (address.host.kind === 'dns' && names.size >= maxNames);
      if (!underWay.has(key) && isFull) return 'busy';
      return await flights.join({ key, target: { ...target, addresses: [address], login: undefined } }, deadline);
    },
  };
}

interface Subject {
  readonly key: string;
  readonly target: Target;
}
