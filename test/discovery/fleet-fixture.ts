import { createFleet, type FleetListing, type FleetOptions } from '../../src/discovery/create-fleet.js';
import type { FleetMember } from '../../src/discovery/live-member.js';
import type { TargetGroup } from '../../src/discovery/target-group.js';
import { fixedSource, type TargetSource } from '../../src/discovery/target-source.js';
import type { Clock } from '../../src/net/clock.js';
import { targetOf } from '../probe/endpoint-fixture.js';

/** A member at an address of its own. `made`: gets the name of each source that is made. */
export function memberOf(key: string, name = key, version = '1', made: string[] = []): FleetMember {
  const make = (as: string): TargetSource => {
    made.push(`${as} ${version}`);
    return fixedSource(targetOf({ name: as, addresses: ['10.0.0.1'] }));
  };
  return { key, name, ok: true, version, make };
}

export interface FleetFixture {
  readonly group: TargetGroup;
  /** What the next list shows; a promise: when it comes. */
  show: FleetListing | Promise<FleetListing>;
  /** How many lists were asked for. */
  asked: number;
  /** Milliseconds of the fleet's clock. */
  time: number;
}

/** A fleet with a list of the test's own, and time that only the test moves. */
export function fleetOf(
  members: readonly FleetMember[],
  options: Partial<FleetOptions['config']> & Pick<Partial<FleetOptions>, 'interval'> = {},
): FleetFixture {
  const { interval = 0, ...config } = options;
  const clock: Clock = { now: () => 0, monotonic: () => fixture.time };
  const fixture: FleetFixture = {
    group: createFleet({
      config: { name: 'fleet', labels: { env: 'test' }, timeout: 5, discoveryInterval: 60, ...config },
      clock,
      interval,
      list: async () => {
        fixture.asked += 1;
        return await fixture.show;
      },
    }),
    show: { ok: true, members, notes: [] },
    asked: 0,
    time: 0,
  };
  return fixture;
}
