import { fixedSource } from '../discovery/target-source.js';
import type { Target } from '../discovery/target.js';
import type { Address } from '../net/address.js';
import type { Deadline } from '../net/deadline.js';
import { mapProgress, type Progress } from '../net/progress.js';
import { addressText } from '../probe/endpoint.js';
import type { ProbeDependencies } from '../probe/probe-dependencies.js';
import { probeTarget } from '../probe/probe-target.js';
import type { TargetReport } from '../probe/report.js';
import { createSingleFlight } from './single-flight.js';

/** `not_allowed`: nothing was dialled. `busy`: too many other addresses are being probed. */
export type AdHocResult = TargetReport | 'not_allowed' | 'busy';

/** Probes addresses that a target does not have. */
export interface AdHocProbes {
  readonly join: (target: Target, address: Address, deadline: Deadline) => Promise<AdHocResult>;
}

/** The limit of different addresses at once: anyone who may ask can name any address of a network. */
const maxUnderWay = 32;

/**
 * The limit of DNS names of ad-hoc addresses resolved at once: libuv gives getaddrinfo(3) two threads, and the targets' own names need one
 * of them.
 */
const maxNames = 1;

/**
 * Probes single addresses with what the target expects, but without its login. `allowed` returns the canonical text of an IP that may be
 * dialled. A name is resolved once, and the IPs that were allowed are dialled: the name is never resolved again. Calls `probed` with the
 * report of each probe. A proxy that resolves names could lead anywhere, so behind one only IPs are allowed.
 */
export function createAdHocProbes(
  dependencies: ProbeDependencies,
  allowed: (ip: string) => string | undefined,
  probed: (report: TargetReport) => void,
): AdHocProbes {
  const underWay = new Set<string>();
  const names = new Set<string>();

  const begin = ({ key, target }: Subject): Progress<AdHocResult> => {
    let refused = false;
    let asked = false;
    const resolve: ProbeDependencies['resolve'] = async (host) => {
      asked = true;
      const found = await dependencies.resolve(host).finally(() => names.delete(key));
      const ips = found.flatMap((ip) => allowed(ip) ?? []);
      // One address outside is enough to refuse all: the DNS server cannot be trusted then.
      refused = ips.length < found.length;
      return refused ? [] : ips;
    };
    underWay.add(key);
    if (target.addresses.some(({ host }) => host.kind === 'dns')) names.add(key);
    const probe = probeTarget(fixedSource(target), { ...dependencies, resolve }, Infinity);
    void probe.done.then((report) => {
      underWay.delete(key);
      // A lookup goes on after its probe has given up on it, and keeps its thread until it ends.
      if (!asked) names.delete(key);
      if (!refused) probed(report);
    });
    return mapProgress(probe, (report): AdHocResult => (refused ? 'not_allowed' : report));
  };
  const flight = createSingleFlight({ begin, clock: dependencies.clock, keyOf: ({ key }: Subject) => key });

  return {
    join: async (target, address, deadline) => {
      if (address.host.kind === 'dns' && target.proxyFor(address) !== undefined) return 'not_allowed';
      const key = `${target.name}\n${addressText(address)}`;
      const isFull = underWay.size >= maxUnderWay || (address.host.kind === 'dns' && names.size >= maxNames);
      if (!underWay.has(key) && isFull) return 'busy';
      return await flight.join({ key, target: { ...target, addresses: [address], login: undefined } }, deadline);
    },
  };
}

interface Subject {
  readonly key: string;
  readonly target: Target;
}
