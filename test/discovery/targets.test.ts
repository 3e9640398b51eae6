import fc from 'fast-check';
import t from 'tap';
import { singleGroup, type TargetGroup } from '../../src/discovery/target-group.js';
import { fixedSource } from '../../src/discovery/target-source.js';
import { distinctNames, listTargets, nameTargets } from '../../src/discovery/targets.js';
import { targetOf } from '../probe/endpoint-fixture.js';
import { type FleetFixture, fleetOf, memberOf } from './fleet-fixture.js';

const single = (name: string): TargetGroup => singleGroup(fixedSource(targetOf({ name })));
const namesOf = async (groups: readonly TargetGroup[]): Promise<readonly string[]> =>
  (await listTargets(nameTargets(groups), Infinity)).map(({ name }) => name);

void t.test('entries have their names, members those that are free', async (t) => {
  const first = fleetOf([memberOf('1', 'prod'), memberOf('2', 'edge'), memberOf('3', 'west')], { name: 'west' });
  const second = fleetOf([memberOf('1', 'edge'), memberOf('2', 'own')], { name: 'other' });
  const groups = [first.group, second.group, single('prod'), single('other/edge')];
  t.same(await namesOf(groups), [
    ...['west', 'west/prod', 'edge', 'west/west'],
    ...['other', 'other/edge#2', 'own'],
    ...['prod', 'other/edge'],
  ]);
});

void t.test('a list that hangs delays no other', async (t) => {
  const hanging = fleetOf([], { name: 'hanging' });
  let arrive = (): void => undefined;
  hanging.show = new Promise(
    (resolve) => (arrive = () => resolve({ ok: true, members: [memberOf('late')], notes: [] })),
  );
  const [late, ...others] = nameTargets([hanging.group, fleetOf([memberOf('a')]).group, single('prod')]).lists(
    Infinity,
  );
  t.same(
    (await Promise.all(others)).flat().map(({ name }) => name),
    ['fleet', 'a', 'prod'],
  );
  arrive();
  t.same(
    (await late)?.map(({ name }) => name),
    ['hanging', 'late'],
  );
});

void t.test('one target: the list is asked for only if it may say something new', async (t) => {
  const fleet = fleetOf([memberOf('a')]);
  const targets = nameTargets([single('prod'), fleet.group]);
  t.equal((await targets.find('prod', Infinity))?.name, 'prod');
  t.equal(fleet.asked, 0);
  t.equal((await targets.find('a', Infinity))?.name, 'a');
  t.equal((await targets.find('a', Infinity))?.name, 'a');
  t.equal(fleet.asked, 1);
  t.equal((await targets.find('fleet', Infinity))?.name, 'fleet');
  t.equal(await targets.find('unknown', Infinity), undefined);
  t.equal(fleet.asked, 3);
  fleet.time = 60_000;
  fleet.show = { ok: true, members: [], notes: [] };
  t.equal(await targets.find('a', Infinity), undefined, 'it has gone');
});

void t.test('a name that two have for a moment counts once', (t) => {
  const all = [
    { name: 'a', at: 1 },
    { name: 'b', at: 2 },
    { name: 'a', at: 3 },
  ];
  t.same(
    distinctNames(all, ({ name }) => name).map(({ at }) => at),
    [1, 2],
  );
  t.end();
});

interface Entry {
  readonly name: string;
  readonly members: readonly (readonly [key: string, name: string])[] | null;
}

/** Entries and fleets, whose members have few names. */
const anyGroups = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('a', 'b', 'c', 'a/b', 'b/a', 'a/b#2'),
    members: fc.option(
      fc.uniqueArray(fc.tuple(fc.nat(20).map(String), fc.constantFrom('a', 'b', 'a/b', 'x', '')), {
        selector: ([key]) => key,
      }),
    ),
  }),
  { selector: ({ name }) => name },
);

void t.test('names are unique, and depend on neither the order of lists nor that in a list', async (t) => {
  const build = (entries: readonly Entry[], turn: number) => {
    const fleets: FleetFixture[] = [];
    const groups = entries.map(({ name, members }) => {
      if (members === null) return single(name);
      const turned = [...members.slice(turn), ...members.slice(0, turn)];
      const fleet = fleetOf(
        turned.map(([key, wanted]) => memberOf(key, wanted)),
        { name },
      );
      fleets.push(fleet);
      return fleet.group;
    });
    return { groups, fleets };
  };
  await fc.assert(
    fc.asyncProperty(anyGroups, fc.nat(5), async (entries, turn) => {
      const straight = await namesOf(build(entries, 0).groups);
      t.equal(new Set(straight).size, straight.length);
      t.equal(
        straight.length,
        entries.reduce((sum, { members }) => sum + 1 + (members?.length ?? 0), 0),
      );
      for (const { name } of entries) t.ok(straight.includes(name));
      const { groups, fleets } = build(entries, turn);
      const targets = nameTargets(groups);
      for (const { group } of fleets.toReversed()) {
        await group.fleet?.refresh(Infinity);
        await listTargets(nameTargets(groups), -1);
      }
      const turned = (await listTargets(targets, Infinity)).map(({ name }) => name);
      t.same(turned, straight);
    }),
  );
});
