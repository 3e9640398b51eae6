import { fixedSource } from '../discovery/target-source.js';
import type { Target } from '../discovery/target.js';
import type { Address } from '../net/address.js';
import type { Deadline } from '../net/deadline.js';
import { everyNetwork } from '../net/network.js';
import { mapProgress, type Progress } from '../net/progress.js';
import { withoutZone } from '../net/own-hosts.js';
import { specialKind } from '../net/special-address.js';
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

/** How many ad-hoc probes are under way, and how many lookups of their names. A reload does not begin to count anew. */
export interface AdHocSlots {
  readonly probes: Set<object>;
  readonly names: Set<object>;
}

export function createAdHocSlots(): AdHocSlots {
  return { probes: new Set(), names: new Set() };
}

export interface AdHocOptions {
  /** Returns the canonical text of an IP that may be dialled. */
  readonly allowed: (ip: string) => string | undefined;
  /** Called with the report of each probe. */
  readonly probed: (report: TargetReport) => void;
  readonly slots: AdHocSlots;
}

/**
 * Probes single addresses with what the target expects, but without its login. A name is resolved once, and the IPs that were allowed are
 * dialled: the name is never resolved again. A proxy that resolves names could lead anywhere, so behind one only IPs are allowed.
 */
export function createAdHocProbes(
  dependencies: ProbeDependencies,
  { allowed, probed, slots }: AdHocOptions,
): AdHocProbes {
  const underWay = new Set<string>();

  const begin = ({ key, target }: Subject): Progress<AdHocResult> => {
    let refused = false;
    let special = 0;
    let asked = false;
    const slot = {};
    const resolve: ProbeDependencies['resolve'] = async (host) => {
      asked = true;
      const found = await dependencies.resolve(host).finally(() => slots.names.delete(slot));
      const ips = found.flatMap((ip) => allowed(ip) ?? []);
      // One address outside is enough to refuse all: the DNS server cannot be trusted then.
      refused = ips.length < found.length;
      special = found.filter((ip) => allowed(ip) === undefined && specialKind(withoutZone(ip) ?? ip)).length;
      return refused ? [] : ips;
    };
    underWay.add(key);
    slots.probes.add(slot);
    if (target.addresses.some(({ host }) => host.kind === 'dns')) slots.names.add(slot);
    const probe = probeTarget(fixedSource(target), { ...dependencies, resolve }, Infinity);
    void probe.done.then((report) => {
      underWay.delete(key);
      slots.probes.delete(slot);
      // A lookup goes on after its probe has given up on it, and keeps its thread until it ends.
      if (!asked) slots.names.delete(slot);
      if (!refused) probed(report);
      // What was refused is counted, and nothing else of it: the client chose the address.
      else if (special > 0) probed({ ...report, reports: [], refused: Array(special).fill('request') });
    });
    return mapProgress(probe, (report): AdHocResult => (refused ? 'not_allowed' : report));
  };
  const flight = createSingleFlight({ begin, clock: dependencies.clock, keyOf: ({ key }: Subject) => key });

  return {
    join: async (target, address, deadline) => {
      if (address.host.kind === 'dns' && target.proxyFor(address) !== undefined) return 'not_allowed';
      const key = `${target.name}\n${addressText(address)}`;
      const isFull = slots.probes.size >= maxUnderWay || (address.host.kind === 'dns' && slots.names.size >= maxNames);
      if (!underWay.has(key) && isFull) return 'busy';
      return await flight.join({ key, target: adHocTarget(target, address) }, deadline);
    },
  };
}

/** `allowed` has already decided about each IP. One address is not the control plane, so it is not compared with `instances`. */
function adHocTarget(target: Target, address: Address): Target {
  return { ...target, addresses: [address], login: undefined, discoveryAllow: everyNetwork, instances: undefined };
}

interface Subject {
  readonly key: string;
  readonly target: Target;
}
