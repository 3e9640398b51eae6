import t from 'tap';
import { isPrerelease, releaseFaults, type ReleaseFacts } from '../../../scripts/release/release-faults.js';

const good: ReleaseFacts = {
  tag: 'v1.2.3',
  version: '1.2.3',
  repository: 'github:owner/name',
  lockedVersion: '1.2.3',
  chart: { version: '1.2.3', appVersion: '1.2.3' },
  changelog: '## 1.2.3 / 2026-12-01\n\n* [FEATURE] It.\n',
  runsIn: 'owner/name',
  today: '2026-12-01',
};
const faults = (wrong: Partial<ReleaseFacts>): readonly string[] => releaseFaults({ ...good, ...wrong });

void t.test('a release goes on if everything agrees', (t) => {
  t.same(releaseFaults(good), []);
  t.same(faults({ runsIn: undefined }), [], 'by hand');
  t.same(faults({ today: '2027-01-01' }), []);
  const candidate = '1.2.3-rc.1';
  const renamed = { tag: `v${candidate}`, version: candidate, lockedVersion: candidate };
  const changelog = '## 1.2.3-rc.1 / 2026-12-01\n\n* [FEATURE] It.\n';
  t.same(faults({ ...renamed, chart: { version: candidate, appVersion: candidate }, changelog }), []);
  t.ok(isPrerelease(candidate));
  t.notOk(isPrerelease('1.2.3'));
  t.end();
});

void t.test('each place that has another version is named', (t) => {
  t.same(faults({ tag: 'v1.2.4' }), ['the tag is v1.2.4, and the version in package.json needs v1.2.3']);
  t.same(faults({ tag: '1.2.3' }), ['the tag is 1.2.3, and the version in package.json needs v1.2.3']);
  t.same(faults({ lockedVersion: '1.2.2' }), ['package-lock.json: 1.2.2, and package.json has 1.2.3']);
  t.same(faults({ chart: { version: '1.2.3', appVersion: '1.0' } }), [
    'Chart.yaml, appVersion: 1.0, and package.json has 1.2.3',
  ]);
  for (const version of ['1.2', '01.2.3', '1.2.3+build', '1.2.3-', 'v1.2.3', ''])
    t.match(faults({ version, tag: `v${version}` })[0], /^package\.json: version .* is not X\.Y\.Z/, version);
  t.end();
});

void t.test('the changelog has to have a section with date and contents', (t) => {
  const heading = (text: string): string => good.changelog.replace('## 1.2.3 / 2026-12-01', text);
  t.same(faults({ changelog: heading('## 1.2.3 / unreleased') }), [
    'CHANGELOG.md: the heading "## 1.2.3 / unreleased" needs its date: ## 1.2.3 / 2026-12-01',
  ]);
  t.same(faults({ changelog: heading('## 1.2.4 / 2026-12-01') }), ['CHANGELOG.md: no section "## 1.2.3 / 2026-12-01"']);
  t.same(faults({ today: '2026-11-30' }), ['CHANGELOG.md: 2026-12-01 of 1.2.3 is in the future']);
  t.same(faults({ changelog: '## 1.2.3 / 2026-12-01\n' }), ['CHANGELOG.md: the section of 1.2.3 says nothing']);
  t.end();
});

void t.test('nothing is released from another repository than the one that users know', (t) => {
  const [fault, ...rest] = faults({ runsIn: 'fork/name' });
  t.same(rest, []);
  t.match(fault, "this is fork/name, and the project's home is owner/name");
  t.match(fault, 'set repository of package.json to github:fork/name');
  t.match(faults({ repository: 'https://example.com/x' })[0], 'is not github:OWNER/NAME');
  t.end();
});

void t.test('every fault is said at once', (t) => {
  t.equal(faults({ tag: 'v9', runsIn: 'a/b', changelog: '', lockedVersion: '0' }).length, 4);
  t.end();
});
