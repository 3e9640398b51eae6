import t from 'tap';
import type { TargetGroup } from '../../src/discovery/target-group.js';
import { fleetOf, memberOf } from './fleet-fixture.js';

const names = ({ fleet }: TargetGroup): readonly string[] => fleet?.known().map(({ name }) => name) ?? [];

void t.test('members come and go, and the entry counts them', async (t) => {
  const fixture = fleetOf([memberOf('b'), memberOf('a')]);
  const { group } = fixture;
  t.same(names(group), []);
  await group.fleet?.refresh(Infinity);
  t.same(names(group), ['a', 'b']);
  t.match(await group.entry.find(), { target: undefined, success: true, notes: [], fleet: { targets: 2 } });
  fixture.show = { ok: true, members: [memberOf('b'), memberOf('c')], notes: ['a is gone'] };
  await group.fleet?.refresh(Infinity);
  t.same(names(group), ['b', 'c']);
  t.match(await group.entry.find(), { success: true, notes: ['a is gone'], fleet: { targets: 2 } });
});

void t.test('a list that fails keeps the members, and takes what it has', async (t) => {
  const fixture = fleetOf([memberOf('a'), memberOf('b')]);
  const { group } = fixture;
  await group.fleet?.refresh(Infinity);
  const before = group.fleet?.known();
  fixture.show = { ok: false, members: [], notes: ['no route'] };
  await group.fleet?.refresh(Infinity);
  t.equal(group.fleet?.known(), before, 'the same array');
  t.match(await group.entry.find(), { success: false, notes: ['no route'], fleet: { targets: 2 } });
  fixture.show = { ok: false, members: [memberOf('c')], notes: ['no route to half of it'] };
  await group.fleet?.refresh(Infinity);
  t.same(names(group), ['a', 'b', 'c']);
  fixture.show = { ok: false, isWhole: true, members: [memberOf('b')], notes: ['no route to half of it'] };
  await group.fleet?.refresh(Infinity);
  t.same(names(group), ['b'], 'a half that the list has kept itself');
  t.match(await group.entry.find(), { success: false });
});

void t.test('asked at most once in the interval, and once for all who ask at the same time', async (t) => {
  const fixture = fleetOf([memberOf('a')], { interval: 60 });
  const { group } = fixture;
  await Promise.all([group.fleet?.refresh(Infinity), group.fleet?.refresh(Infinity)]);
  t.equal(fixture.asked, 1);
  fixture.time = 59_999;
  t.equal(group.fleet?.isFresh(), true);
  await group.fleet?.refresh(Infinity);
  t.equal(fixture.asked, 1);
  fixture.time = 60_000;
  t.equal(group.fleet?.isFresh(), false);
  await group.fleet?.refresh(Infinity);
  t.equal(fixture.asked, 2);
});

void t.test('a first list that hangs is waited for by everybody, each for the timeout', async (t) => {
  const fixture = fleetOf([], { timeout: 0.04 });
  const { group } = fixture;
  let arrive = (): void => undefined;
  fixture.show = new Promise((resolve) => (arrive = () => resolve({ ok: true, members: [memberOf('a')], notes: [] })));
  const first = group.fleet?.refresh(Infinity);
  t.match(await group.entry.find(), { success: false, notes: [/did not arrive within 0.04 s/], fleet: { targets: 0 } });
  fixture.time = 1000;
  await first;
  const second = group.fleet?.refresh(Infinity);
  t.same(names(group), []);
  arrive();
  await second;
  t.same([names(group), fixture.asked], [['a'], 1]);
});

void t.test('a later list that hangs is waited for shortly, and once only', async (t) => {
  const fixture = fleetOf([memberOf('a')], { timeout: 0.04 });
  const { group } = fixture;
  await group.fleet?.refresh(Infinity);
  let arrive = (): void => undefined;
  fixture.show = new Promise((resolve) => (arrive = () => resolve({ ok: true, members: [memberOf('b')], notes: [] })));
  const waiting = group.fleet?.refresh(Infinity);
  fixture.time = 21;
  await waiting;
  await group.fleet?.refresh(Infinity);
  t.same([names(group), fixture.asked], [['a'], 2], 'whoever comes later does not wait');
  arrive();
  await new Promise((resolve) => setImmediate(resolve));
  t.same(names(group), ['b'], 'what comes late counts');
  await group.fleet?.refresh(-1);
  t.equal(fixture.asked, 3, 'a deadline that has passed is no reason not to ask');
});

void t.test('more members than there may be are said', async (t) => {
  const fixture = fleetOf(Array.from({ length: 10_001 }, (_, at) => memberOf(String(at).padStart(5, '0'))));
  const { group } = fixture;
  await group.fleet?.refresh(Infinity);
  t.equal(group.fleet?.known().length, 10_000);
  t.match(await group.entry.find(), { success: true, notes: ['10001 targets are listed: only 10000 are probed'] });
});
