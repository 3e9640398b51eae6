import fc from 'fast-check';
import { addSeen, judgeWait, type Seen, type Wanted } from '../../../../src/cli/check/wait/judge-wait.js';
import { sightingOf } from '../../../../src/cli/check/wait/sighting.js';
import { down, httpEvidence, now, target } from '../../../fixtures/report.js';
import { answering, type ProcessOnHost } from './wait-fixture.js';

/** A host: how far its clock is ahead, and when processes start on it. Times are in seconds after the begin of the wait. */
const host = fc.record({
  ahead: fc.oneof(fc.constant(0), fc.double({ min: -4000, max: 4000, noNaN: true })),
  starts: fc.array(
    fc.oneof(fc.double({ min: -5, max: 300, noNaN: true }), fc.double({ min: -9000, max: 300, noNaN: true })),
    {
      minLength: 1,
      maxLength: 4,
    },
  ),
  keys: fc.double({ min: 0, max: 20, noNaN: true }),
});

const step = fc.record({
  after: fc.double({ min: 0.1, max: 60, noNaN: true }),
  /** Which hosts the address leads to. */
  leadsTo: fc.array(fc.nat({ max: 2 }), { maxLength: 3 }),
  error: fc.double({ min: -1, max: 1, noNaN: true }),
  isSkewKnown: fc.boolean(),
});

/** Generates what happens on three hosts and to an address in front of them while a wait probes it. */
export const world = fc.record({
  hosts: fc.array(host, { minLength: 3, maxLength: 3 }),
  steps: fc.array(step, { minLength: 1, maxLength: 8 }),
  /** Seconds before the first probe at which a person took the time, if one did. */
  late: fc.option(fc.double({ min: 0, max: 3600, noNaN: true }), { nil: undefined }),
});

type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays it. Returns what is judged at each step, and the real starts of the processes that answered. */
export function play({ hosts, steps, late }: World) {
  const after = Math.floor(now - (late ?? 0));
  const wanted: Wanted = { restart: true, after, isGiven: late !== undefined, names: [] };
  let seen: Seen | undefined;
  let time = 0;
  return steps.map(({ after: passed, leadsTo, error, isSkewKnown }, i) => {
    time += i === 0 ? 0 : passed;
    const running = [...new Set(leadsTo)].flatMap((index) => runningOn(hosts[index], time, index));
    // Behind a balancer, HTTP may be answered by another server: then the clocks have to agree.
    const [first] = running;
    const isOneClock = running.every(({ ahead }) => ahead === first?.ahead);
    const http = httpEvidence({ clockSkew: isSkewKnown && first && isOneClock ? first.ahead + error : undefined });
    const sighting = sightingOf(
      [
        target(
          first
            ? answering(
                running.map((each) => each.shown),
                { http },
              )
            : down(),
        ),
      ],
      [],
    );
    seen = addSeen(seen, sighting, wanted);
    return {
      state: judgeWait(sighting, seen, wanted).state,
      starts: running.map(({ start }) => now + start),
      after,
    };
  });
}

function runningOn(each: World['hosts'][number] | undefined, time: number, id: number) {
  const start = Math.max(...(each?.starts ?? []).filter((begun) => begun <= time));
  if (each === undefined || start === -Infinity) return [];
  const shown: ProcessOnHost = { startedAt: now + start + each.ahead, id, keys: each.keys };
  return [{ start, ahead: each.ahead, shown }];
}
