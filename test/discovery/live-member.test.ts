import t from 'tap';
import { createLiveMember, type FleetMember } from '../../src/discovery/live-member.js';
import { memberOf } from './fleet-fixture.js';

const settings = { labels: { env: 'test' }, timeout: 5 };
const broken: FleetMember = { key: 'a', name: 'a', ok: false, problem: 'it breaks off' };

void t.test('the same source as long as it has the same name, made anew when its version is another', async (t) => {
  const made: string[] = [];
  const live = createLiveMember(settings, memberOf('a', 'a', '1', made));
  const source = live.member.as('a');
  t.match(source, { name: 'a', ...settings });
  t.match(await source.find(), { success: true, notes: [], target: { name: 'a' } });
  t.equal(live.update(memberOf('a', 'a', '1', made)), live);
  await source.find();
  t.same(made, ['a 1']);
  live.update(memberOf('a', 'a', '2', made));
  t.equal(live.member.as('a'), source);
  await source.find();
  t.same(made, ['a 1', 'a 2']);
  t.not(live.member.as('fleet/a'), source);
});

void t.test('what breaks keeps what was known, and says so', async (t) => {
  const made: string[] = [];
  const live = createLiveMember(settings, memberOf('a', 'a', '1', made));
  const source = live.member.as('a');
  const { target } = await source.find();
  live.update(broken);
  const found = await source.find();
  t.match(found, { success: false, notes: ['it breaks off'] });
  t.equal(found.target, target);
  live.update({ ...memberOf('a', 'a', '1', made), notes: ['it is paused'] });
  t.match(await source.find(), { success: true, notes: ['it is paused'] });
  t.same(made, ['a 1']);
});

void t.test('one that was never known has no target until it is mended', async (t) => {
  const live = createLiveMember(settings, broken);
  const source = live.member.as('a');
  t.match(await source.find(), { target: undefined, success: false, notes: ['it breaks off'] });
  live.update(memberOf('a'));
  t.match(await source.find(), { success: true, target: { name: 'a' } });
});

void t.test('under another name it is another member, which knows the same', async (t) => {
  const live = createLiveMember(settings, memberOf('a'));
  const renamed = live.update({ ...broken, name: 'b' });
  t.not(renamed.member, live.member);
  t.match(await renamed.member.as('b').find(), { success: false, notes: ['it breaks off'], target: { name: 'b' } });
});
