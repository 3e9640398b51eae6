import t from 'tap';
import { fineTargets } from '../../../src/cli/check/fine-targets.js';
import { textWidth } from '../../../src/cli/wrap.js';
import { targetViews } from '../../../src/findings/target-view.js';
import { fleetOf } from '../../fixtures/fleet.js';
import { now } from '../../fixtures/report.js';
import { findingsOf } from '../../../src/findings/findings-of.js';

const views = (fleet: ReturnType<typeof fleetOf>) => targetViews(fleet, findingsOf(fleet, now));

void t.test('one line, of as many names as fit', (t) => {
  const fleet = views(fleetOf(47, { 3: 'down' }));
  for (let width = 10; width < 400; width += 1) {
    const line = fineTargets(fleet, width);
    t.ok(textWidth(line) <= Math.max(width, '46 targets are fine.'.length), `${width}: ${line}`);
    t.match(line, /^46 targets are fine/);
    const named = line.match(/cluster-/g)?.length ?? 0;
    t.equal(named + Number(/ … and (\d+) more$/.exec(line)?.[1] ?? (named === 0 ? 46 : 0)), 46);
  }
  t.equal(fineTargets(views(fleetOf(2, { 1: 'down' })), 80), '1 target is fine: cluster-0000');
  t.equal(fineTargets(views(fleetOf(1, { 0: 'down' })), 80), '');
  t.end();
});

void t.test('a name cannot begin a line', (t) => {
  const [first] = fleetOf(1, {});
  const hostile = { ...first!, target: { name: 'a\nCRITICAL', labels: {} } };
  t.equal(fineTargets(views([hostile]), 80), '1 target is fine: a\\u{a}CRITICAL');
  t.end();
});
