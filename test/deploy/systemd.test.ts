import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { requires } from '../integration/requires.js';

const unit = 'apiserver-cert-exporter.service';

/** The unit with these drop-ins, in the root folder of a host that has nothing else. */
function install(t: Test, ...dropIns: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'systemd-'));
  t.teardown(() => rmSync(root, { recursive: true }));
  const units = join(root, 'etc/systemd/system');
  cpSync(projectFile(`deploy/systemd/${unit}`), join(units, unit));
  for (const name of dropIns) cpSync(projectFile(`deploy/systemd/${name}`), join(units, `${unit}.d`, name));
  return root;
}

void t.test(
  'systemd rates the exposure at 2.0 of 10 at most, and the guide says how it rates it',
  requires('systemd-analyze'),
  (t) => {
    const guide = readProjectFile('docs/systemd.md').replaceAll('\n', ' ');
    for (const [dropIns, figure] of [
      [[], '1.3'],
      [['credentials.conf'], '1.3'],
      [['control-plane-node.conf'], '1.7'],
    ] as const) {
      const args = [
        'security',
        '--offline=true',
        '--no-pager',
        '--threshold=20',
        `--root=${install(t, ...dropIns)}`,
        unit,
      ];
      const output = execFileSync('systemd-analyze', args, { encoding: 'utf8' });
      t.match(output, `Overall exposure level for ${unit}: ${figure} OK`, dropIns.join());
      t.match(guide, `\`systemd-analyze security\` says ${figure}`);
    }
    t.end();
  },
);

void t.test('each key is one that systemd knows', requires('systemd-analyze'), (t) => {
  const root = install(t, 'credentials.conf', 'control-plane-node.conf');
  // Its units and programs are not in that root, which are complaints of their own.
  const args = ['verify', '--man=no', `--root=${root}`, unit];
  const { stderr } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
  t.notMatch(stderr, /Unknown|Failed to parse|Invalid|ignoring/i);
  t.match(stderr, 'apiserver-cert-exporter is not executable', 'it has read the unit');
  t.end();
});
