import { setImmediate } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { systemClock } from '../../src/net/clock.js';
import { probeEndpoint } from '../../src/probe/probe-endpoint.js';
import type { Report } from '../../src/probe/report.js';
import { recordingDial } from '../fixtures/recording-dial.js';
import { endpointOf } from '../probe/endpoint-fixture.js';
import { createWorld } from '../probe/simulated-world.js';
import { authority } from './authority.js';
import type { Fault, Scope } from './fault.js';

/** Milliseconds by which a look may overrun its deadline: the grace of a polite close, and what else runs on this machine. */
const grace = 250;

/** Seconds of a look that is not to end by its deadline. */
const ample = 5;

/** Seconds of a look that is to end by its deadline. What a busy machine spoils is tried again, with more time. */
const short = [0.2, 0.5, 1.2];

/** One test for each fault: its reason, in time, and nothing left behind. */
export function runFaults(faults: readonly Fault[]): void {
  for (const fault of faults) {
    void t.test(fault.name, async (t) => {
      const expected = typeof fault.fails === 'string' ? [fault.fails] : fault.fails;
      const timeouts = expected.some((reasons) => reasons.includes('timeout')) ? short : [ample];
      let look: Look | undefined;
      for (const timeout of timeouts) {
        look = await lookAt(t, fault, timeout);
        if (look.late <= grace && expected.includes(look.told)) break;
      }
      if (look === undefined) throw new Error('unreachable');
      t.equal(look.told, expected.includes(look.told) ? look.told : expected[0], 'the reasons');
      t.ok(look.late <= grace, `${Math.round(look.late)} ms beyond its deadline`);
      if (fault.shows !== undefined) t.match(look.report, fault.shows, 'what is seen all the same');
    });
  }
}

interface Look {
  readonly report: Report;
  /** `probe=reason` of each failure. */
  readonly told: string;
  /** Milliseconds beyond its deadline; negative: before it. */
  readonly late: number;
}

async function lookAt(t: Test, { serve, target }: Fault, timeout: number): Promise<Look> {
  const before = leftovers();
  const { scope, close } = createScope();
  const port = await serve(scope);
  const { dial, sockets } = recordingDial();
  const world = createWorld({ dial });
  const change = { ca: [authority.der], names: ['kubernetes'], http: true, ...target, timeout };
  const endpoint = endpointOf({ ...change, addresses: [`127.0.0.1:${port}`] });
  const begun = systemClock.monotonic();
  const report = await probeEndpoint(endpoint, world, Infinity).done;
  const late = systemClock.monotonic() - begun - timeout * 1000;

  t.equal(sockets.filter(({ destroyed }) => !destroyed).length, 0, 'every socket is closed');
  await close();
  // libuv's own close callbacks come at the end of a turn of the event loop.
  const closed = systemClock.monotonic();
  while (leftovers().length > before.length && systemClock.monotonic() - closed < 1000) await setImmediate();
  t.same(leftovers(), before, 'no socket, timer or listener is left');
  return { report, told: report.failures.map(({ probe, reason }) => `${probe}=${reason}`).join(' '), late };
}

/** What keeps the process alive, and who listens to it; but for its exit, for which tap begins to listen in the first test. */
function leftovers(): readonly string[] {
  const listeners = process
    .eventNames()
    .filter((event) => event !== 'exit')
    .map((event) => `${process.listenerCount(event)} listeners of ${String(event)}`);
  return [...process.getActiveResourcesInfo(), ...listeners].sort();
}

function createScope(): { readonly scope: Scope; readonly close: () => Promise<void> } {
  const closers: (() => unknown)[] = [];
  return {
    scope: { teardown: (closer: () => unknown) => void closers.push(closer) },
    close: async () => {
      for (const closer of closers.reverse()) await closer();
    },
  };
}
