import fc from 'fast-check';
import t from 'tap';
import { type FleetFile, followFleetFile } from '../../src/discovery/fleet-file.js';
import { type FleetDisk, fleetDisk, kubeconfigText } from './fleet-files-fixture.js';

const path = '/etc/fleet.conf';
const whole = kubeconfigText(['a', 'b']);

function follow(first: string): { readonly disk: FleetDisk; readonly now: () => Promise<FleetFile | undefined> } {
  const disk = fleetDisk({ [path]: first });
  return { disk, now: followFleetFile(path, disk.dependencies) };
}

const contextsIn = (file: FleetFile | undefined) => file?.contexts.map(({ name }) => name);

void t.test('the same object as long as nothing changes, and parsed once', async (t) => {
  const { disk, now } = follow(whole);
  const first = await now();
  t.same(contextsIn(first), ['a', 'b']);
  t.equal(await now(), first);
  t.equal(disk.parsed, 1);
  disk.files.set(path, kubeconfigText(['a', 'b', 'c']));
  t.same(contextsIn(await now()), ['a', 'b', 'c']);
  t.equal(disk.parsed, 2);
});

void t.test('what cannot be read or parsed keeps what was known, and says why', async (t) => {
  const { disk, now } = follow(whole);
  const first = await now();
  const faults: readonly (readonly [text: string, message: RegExp])[] = [
    ['forbidden', /no permission/],
    ['unanswered', /does not answer/],
    ['{', /./],
    ['kind: Secret\n', /Secret/],
    ['', /found none, expected a context/],
    [`${whole}contexts: 5\n`, /expected a list|contexts/],
  ];
  for (const [text, message] of faults) {
    disk.files.set(path, text);
    const broken = await now();
    t.equal(broken?.contexts, first?.contexts, text);
    t.match(broken?.problems.map((problem) => problem.message).join(), message);
    t.equal(await now(), broken, 'the same as long as it is as broken');
  }
  disk.files.set(path, whole);
  t.match(await now(), { problems: [] });
  disk.files.delete(path);
  t.equal(await now(), undefined);
});

void t.test('fewer contexts, or no end of a line, count once the file has rested', async (t) => {
  for (const less of [kubeconfigText(['b']), whole.slice(0, -3)]) {
    const { disk, now } = follow(whole);
    const first = await now();
    disk.isResting = false;
    disk.files.set(path, less);
    t.equal(await now(), first);
    disk.time = 1999;
    t.equal(await now(), first);
    disk.time = 2000;
    t.not(await now(), first, 'seen for two seconds');
    disk.files.set(path, whole);
    const back = await now();
    disk.isResting = true;
    disk.files.set(path, less);
    t.not(await now(), back, 'its time is two seconds ago');
  }
});

void t.test('what is known already, and JSON without the end of a line, count at once', async (t) => {
  const { disk, now } = follow(whole.trimEnd());
  await now();
  disk.isResting = false;
  disk.files.set(path, '{');
  t.match((await now())?.problems, [{}]);
  disk.files.set(path, whole.trimEnd());
  t.same((await now())?.problems, []);
  const entry = (name: string) => ({ name, cluster: { server: 'https://json.example' }, context: { cluster: name } });
  disk.files.set(path, JSON.stringify({ clusters: ['a', 'b'].map(entry), contexts: ['a', 'b'].map(entry) }));
  t.match((await now())?.contexts, [
    { access: { ok: true, access: { server: { host: { text: 'json.example' } } } } },
    {},
  ]);
});

void t.test('a file that was never seen counts at once', async (t) => {
  const { disk, now } = follow(kubeconfigText(['a']).trimEnd());
  disk.isResting = false;
  t.same(contextsIn(await now()), ['a']);
});

void t.test(
  'however a file is cut while it is written: no context goes, and nothing usable becomes another',
  async (t) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(whole.length - 1), async (one, other) => {
        const { disk, now } = follow(whole);
        const first = await now();
        const versions = new Set(first?.contexts.map(({ version }) => version));
        disk.isResting = false;
        for (const length of [Math.min(one, other), Math.max(one, other)]) {
          disk.files.set(path, whole.slice(0, length));
          const cut = await now();
          t.same(contextsIn(cut), ['a', 'b']);
          for (const { access, version } of cut?.contexts ?? []) t.ok(!access.ok || versions.has(version));
        }
        disk.files.set(path, whole);
        const after = await now();
        t.same(
          after?.contexts.map(({ version }) => version),
          [...versions],
        );
        t.same(after?.problems, []);
      }),
      { numRuns: 300 },
    );
  },
);
