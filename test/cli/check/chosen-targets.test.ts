import t from 'tap';
import { chosenTargets, narrowed } from '../../../src/cli/check/chosen-targets.js';
import type { TargetSource } from '../../../src/discovery/target-source.js';
import type { Targets } from '../../../src/discovery/targets.js';

const source = (name: string): TargetSource => ({ name, labels: {}, timeout: 1, find: () => Promise.reject(Error()) });
const sources = ['prod', 'edge', 'west/edge'].map(source);
const targets: Targets = {
  lists: () => [Promise.resolve(sources)],
  find: (name) => Promise.resolve(sources.find((each) => each.name === name)),
};

void t.test('all targets, or those of these names, each once', async (t) => {
  t.same(await chosenTargets(targets, []), { ok: true, sources });
  const chosen = await chosenTargets(targets, ['west/edge', 'prod', 'prod']);
  t.same(chosen, { ok: true, sources: [sources[2], sources[0]] });
});

void t.test('a name that no target has is refused', async (t) => {
  t.same(await chosenTargets(targets, ['prod', 'a\n', 'b']), {
    ok: false,
    problem: '--target: found "a\\n", "b", expected the name of a target',
  });
});

void t.test('files that belong to no chosen target are left out', (t) => {
  const config = { files: ['/a'], targets: [{ name: 'a' }, { name: 'b' }] };
  t.equal(narrowed(config, []), config);
  t.same(narrowed(config, ['b', 'c']), { files: [], targets: [{ name: 'b' }] });
  t.end();
});
