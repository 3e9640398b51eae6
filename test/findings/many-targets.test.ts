import t from 'tap';
import { findingsOf } from '../../src/findings/findings-of.js';
import { areMany, fleetCounts } from '../../src/findings/many-targets.js';
import { targetViews } from '../../src/findings/target-view.js';
import { fleetOf } from '../fixtures/fleet.js';
import { now, target } from '../fixtures/report.js';

const entry = { ...target(), target: { name: 'west', labels: {} }, fleet: { targets: 10 } };

void t.test('counts add up', (t) => {
  const fleet = fleetOf(9, { 1: 'down', 2: 'ending', 3: 'loopback', 4: 'name' });
  t.equal(
    fleetCounts(targetViews(fleet, findingsOf(fleet, now))),
    '9 targets (2 critical, 1 unknown, 1 warning, 5 fine)',
  );
  t.end();
});

void t.test('the entry of a fleet is no target more', (t) => {
  t.equal(areMany([entry, ...fleetOf(10, {})]), false);
  t.equal(areMany(fleetOf(11, {})), true);
  t.equal(fleetCounts(targetViews([entry], [])), '0 targets, 1 fleet (1 fine)');
  t.end();
});
