import t from 'tap';
import type { WaitState, Wanted } from '../../../../src/cli/check/wait/judge-wait.js';
import { sightingOf } from '../../../../src/cli/check/wait/sighting.js';
import { waitPause, waitUntil } from '../../../../src/cli/check/wait/wait-until.js';
import type { Report } from '../../../../src/probe/report.js';
import { down, now, report, target } from '../../../fixtures/report.js';
import { answering } from './wait-fixture.js';

const wanted: Wanted = { restart: true, after: now, isGiven: false, names: [] };

/** Waits 30 s, with these answers; the last one stays. */
async function waitFor(...reports: readonly [Report, ...Report[]]) {
  const changes: WaitState[] = [];
  const pauses: number[] = [];
  let probes = 0;
  const end = await waitUntil({
    wanted,
    seconds: 30,
    clock: { monotonic: () => pauses.reduce((sum, each) => sum + each, 0) },
    probe: () =>
      Promise.resolve(sightingOf([target(reports[Math.min(probes++, reports.length - 1)] ?? reports[0])], [])),
    pause: (milliseconds) => Promise.resolve(pauses.push(milliseconds)),
    onChange: (state) => changes.push(state),
  });
  return { ...end, changes, probes };
}

const old = answering([{ startedAt: now - 1000 }]);

void t.test('until it is proved', async (t) => {
  const end = await waitFor(old, old, down(), answering([{ startedAt: now + 10 }]));
  t.match(end, { state: { state: 'proved' }, probes: 4, waited: 6, seen: { before: [{ number: now - 1000 }] } });
  t.match(
    end.changes.map(({ state }) => state),
    ['pending', 'pending', 'proved'],
    'each change once',
  );
});

void t.test('until the time is over', async (t) => {
  t.match(await waitFor(old), { state: { state: 'pending' }, probes: 15, waited: 30 - waitPause / 1000 });
});

void t.test('not at all where nothing can be seen', async (t) => {
  const end = await waitFor(report({ loopback: { state: 'not_asked', because: 'gateway' } }));
  t.match(end, { state: { state: 'hidden' }, probes: 1, waited: 0 });
});
