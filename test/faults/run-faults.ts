import { setImmediate } from 'node:timers/promises';
import t, { type Test } from 'tap';
import { systemClock } from '../../src/net/clock.js';
import { probeEndpoint } from '../../src/probe/probe-endpoint.js';
import type { Report } from '../../src/probe/report.js';
import { recordingDial } from '../fixtures/recording-dial.js';
import { endpointOf } from '../probe/endpoint-fixture.js';
import { probeDependencies } from '../probe/simulated-cluster.js';
import { authority } from './authority.js';
import type { Fault, Scope } from './fault.js';

/** Milliseconds by which a probe may overrun its deadline: the grace of a polite close, and other work of this machine. */
const grace = 250;

/** The timeout in seconds of a probe that must not end by its deadline. */
const ample = 5;

/** The timeouts in seconds of a probe that must end by its deadline. A busy machine may spoil a try, so the next one has more time. */
const short = [0.2, 0.5, 1.2];

/** Runs one test for each fault: the reason is right, in time, and nothing is left. */
export function runFaults(faults: readonly Fault[]): void {
  for (const fault of faults) {
    void t.test(fault.name, async (t) => {
      const expected = typeof fault.fails === 'string' ? [fault.fails] : fault.fails;
      const timeouts = expected.some((reasons) => reasons.includes('timeout')) ? short : [ample];
      let result: Result | undefined;
      for (const timeout of timeouts) {
        result = await probeFault(t, fault, timeout);
        if (result.late <= grace && expected.includes(result.failures)) break;
      }
      if (result === undefined) throw new Error('unreachable');
      t.equal(result.failures, expected.includes(result.failures) ? result.failures : expected[0], 'the reasons');
      t.ok(result.late <= grace, `${Math.round(result.late)} ms beyond its deadline`);
      if (fault.shows !== undefined) t.match(result.report, fault.shows, 'what is seen despite the fault');
    });
  }
}

interface Result {
  readonly report: Report;
  /** `probe=reason` of each failure. */
  readonly failures: string;
  /** Milliseconds beyond its deadline; negative: before it. */
  readonly late: number;
}

async function probeFault(t: Test, { serve, target }: Fault, timeout: number): Promise<Result> {
  const before = leftovers();
  const { scope, close } = createScope();
  const port = await serve(scope);
  const { dial, sockets } = recordingDial();
  const dependencies = probeDependencies({ dial });
  const change = { ca: [authority.der], names: ['kubernetes'], http: true, ...target, timeout };
  const endpoint = endpointOf({ ...change, addresses: [`127.0.0.1:${port}`] });
  const begun = systemClock.monotonic();
  const report = await probeEndpoint(endpoint, dependencies, Infinity).done;
  const late = systemClock.monotonic() - begun - timeout * 1000;

  t.equal(sockets.filter(({ destroyed }) => !destroyed).length, 0, 'every socket is closed');
  await close();
  // libuv's own close callbacks come at the end of a turn of the event loop.
  const closed = systemClock.monotonic();
  while (leftovers().length > before.length && systemClock.monotonic() - closed < 1000) await setImmediate();
  t.same(leftovers(), before, 'no socket, timer or listener is left');
  return { report, failures: report.failures.map(({ probe, reason }) => `${probe}=${reason}`).join(' '), late };
}

/** Everything that keeps the process alive, and its listeners, except those for its exit, to which tap adds one in the first test. */
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
