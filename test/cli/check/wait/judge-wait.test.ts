import fc from 'fast-check';
import t from 'tap';
import {
  addSeen,
  judgeWait,
  type Seen,
  type WaitState,
  type Wanted,
} from '../../../../src/cli/check/wait/judge-wait.js';
import { sightingOf } from '../../../../src/cli/check/wait/sighting.js';
import type { Report } from '../../../../src/probe/report.js';
import { down, httpEvidence, nameVerdict, now, report, target, uncoveredName } from '../../../fixtures/report.js';
import { answering } from './wait-fixture.js';
import { play, world } from './world.js';

const name = 'api.example.com';
const restart: Wanted = { restart: true, after: now, isGiven: false, names: [] };
const since: Wanted = { ...restart, isGiven: true };
const covered: Wanted = { ...restart, restart: false, names: [name] };

/** Returns the state after each of these probes. */
function statesOf(wanted: Wanted, ...reports: readonly Report[]): readonly WaitState[] {
  let seen: Seen | undefined;
  return reports.map((each) => {
    const sighting = sightingOf([target(each)], wanted.names);
    seen = addSeen(seen, sighting, wanted);
    return judgeWait(sighting, seen, wanted);
  });
}

function lastOf(wanted: Wanted, ...reports: readonly Report[]): WaitState | undefined {
  return statesOf(wanted, ...reports).at(-1);
}

const old = answering([{ startedAt: now - 1000 }]);
const fresh = answering([{ startedAt: now + 10 }]);
const proved = { state: 'proved' };
const no = (because: RegExp) => ({ state: 'pending', isKnown: true, because });
const unknown = (because: RegExp) => ({ state: 'pending', isKnown: false, because });

void t.test('a restart is proved by a process that started since', (t) => {
  t.match(statesOf(restart, old, down(), fresh), [
    no(/@\d+ \(started 2026-11-21 11:43:20 UTC\) still/),
    unknown(/refused/),
    proved,
  ]);
  t.match(lastOf(restart, down(), fresh), proved, 'down at the begin');
  t.match(lastOf(since, fresh), proved, 'the wait begins late');
  t.end();
});

void t.test('what is no restart', (t) => {
  const another = answering([{ startedAt: now - 500 }]);
  t.match(lastOf(restart, old, another), no(/still answers/), 'a virtual address has moved to an older process');
  t.match(lastOf(since, old), no(/still answers/));
  t.match(lastOf(restart, down(), old), no(/still answers/), 'down for a moment at the begin');
  t.match(lastOf(restart, old, answering([{ startedAt: now + 1 }])), unknown(/within seconds of/));
  const behind = { http: httpEvidence({ clockSkew: -100 }) };
  const laterElsewhere = answering([{ startedAt: now - 50 }], behind);
  t.match(lastOf(since, laterElsewhere), unknown(/by the clock of its host/));
  t.match(
    lastOf(restart, answering([{ startedAt: now }], behind), laterElsewhere),
    unknown(/by the clock of its host/),
  );
  t.match(lastOf(restart, answering([{ startedAt: now - 200 }], behind), laterElsewhere), proved);
  t.match(lastOf(restart, old, { ...fresh, http: httpEvidence() }), unknown(/its clock is not$/));
  const starting: Partial<Report> = { http: undefined, failures: [{ probe: 'http', reason: 'http_timeout' }] };
  t.match(lastOf(restart, old, { ...fresh, ...starting }), unknown(/its clock is not: TLS works, but no HTTP/));
  t.end();
});

void t.test('a new process that is not ready', (t) => {
  const crashing: Report = { ...fresh, failures: [{ probe: 'http', reason: 'not_ready', status: 503 }] };
  t.match(lastOf(restart, old, crashing), no(/the new process is not ready: .*503/));
  t.end();
});

void t.test('several servers behind an address', (t) => {
  const two = answering([{ startedAt: now - 1000 }, { startedAt: now - 2000 }]);
  t.match(lastOf(restart, two, answering([{ startedAt: now + 10 }, { startedAt: now - 2000 }])), no(/still answers/));
  t.match(lastOf(restart, two, fresh), no(/1 of 2 servers behind this address answer/));
  t.match(lastOf(restart, two, answering([{ startedAt: now + 10 }, { startedAt: now + 70 }])), proved);
  const both = answering([{ startedAt: now - 1000 }, { startedAt: now + 10 }]);
  t.match(lastOf(restart, old, both, fresh), proved, 'both answered one probe in between');
  t.end();
});

void t.test('an address that does not show loopback certificates', (t) => {
  t.match(lastOf(restart, report({ loopback: { state: 'not_asked', because: 'dynamiclistener' } })), {
    state: 'hidden',
  });
  const k3s = report({
    loopback: { state: 'not_asked', because: 'dynamiclistener' },
    names: [nameVerdict({ name })],
  });
  t.match(lastOf(covered, k3s), proved, 'names can be waited for');
  t.end();
});

void t.test('names', (t) => {
  const both = { ...restart, names: [name] };
  const withName = (each: Report, ...names: Report['names']): Report => ({ ...each, names });
  t.match(lastOf(both, old, withName(fresh, uncoveredName())), no(/^x509: certificate is valid for/));
  t.match(lastOf(both, old, fresh), unknown(/what api\.example\.com is shown is not known$/));
  t.match(lastOf(both, old, withName(fresh, nameVerdict())), proved);
  t.match(lastOf(both, old, withName(old, nameVerdict())), no(/still answers/));
  t.match(lastOf(covered, withName(old, nameVerdict())), proved, 'without a restart');
  t.match(lastOf(covered, down()), unknown(/is not known: nothing listens/));
  t.end();
});

void t.test('whatever happens: never proved while a process answers that has not started since', (t) => {
  let provedOnes = 0;
  fc.assert(
    fc.property(world, (each) => {
      for (const { state, starts, after } of play(each)) {
        if (state !== 'proved') continue;
        provedOnes += 1;
        if (starts.length === 0 || starts.some((start) => start <= after)) return false;
      }
      return true;
    }),
    { numRuns: 5000 },
  );
  t.ok(provedOnes > 100, `${provedOnes} proofs`);
  t.end();
});

void t.test('a restart of one server is found, however its clock is set', (t) => {
  const start = fc.double({ min: 4, max: 200, noNaN: true });
  const ahead = fc.double({ min: -9000, max: 9000, noNaN: true });
  fc.assert(
    fc.property(start, ahead, fc.double({ min: -0.9, max: 0.9, noNaN: true }), (started, offset, error) => {
      const http = httpEvidence({ clockSkew: offset + error });
      const before = answering([{ startedAt: now - 1 + offset }], { http });
      const after = answering([{ startedAt: now + started + offset }], { http });
      return lastOf(restart, before, after)?.state === 'proved';
    }),
  );
  t.end();
});
