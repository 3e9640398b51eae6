import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import t from 'tap';
import { readFacts } from '../../../scripts/release/read-facts.js';

const { version, repository } = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<Record<string, string>>;
const check = (...args: readonly string[]): { readonly status: number | null; readonly stderr: string } =>
  spawnSync(process.execPath, ['build/scripts/release/check-release.js', ...args], {
    encoding: 'utf8',
    env: { ...process.env, GITHUB_REPOSITORY: repository?.replace('github:', '') },
  });

void t.test('this tree could be released: at most its changelog still needs the date', (t) => {
  const { status, stderr } = check(`v${String(version)}`);
  const faults = stderr.split('\n').filter((line) => line !== '');
  t.same(
    faults.filter((fault) => !/^CHANGELOG\.md: the heading .* needs its date/.test(fault)),
    [],
  );
  t.equal(status, faults.length === 0 ? 0 : 1);
  t.end();
});

void t.test('another tag is refused, and none is a wrong call', (t) => {
  const { status, stderr } = check('v0.0.0');
  t.equal(status, 1);
  t.match(stderr, 'the tag is v0.0.0');
  t.equal(check().status, 2);
  t.end();
});

void t.test('the facts are those of the tree', (t) => {
  const facts = readFacts();
  t.equal(facts.chart.version, version);
  t.equal(facts.lockedVersion, version);
  t.match(facts.changelog, `## ${String(version)} / `);
  t.end();
});
