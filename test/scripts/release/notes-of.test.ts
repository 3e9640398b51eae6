import { spawnSync } from 'node:child_process';
import t from 'tap';
import { notesOf } from '../../../scripts/release/notes-of.js';
import { simpleCommands } from '../../docs/commands/simple-commands.js';
import { readWorkflows, stepsOf } from '../../github/workflow.js';

const facts = {
  version: '1.2.3',
  repository: 'github:owner/name',
  changelog:
    '## 1.2.3 / 2026-12-01\n\n* [FEATURE] A long\n  entry.\n* [BUGFIX] Another.\n\n## 1.2.2 / 2026-11-01\n\n* [BUGFIX] Old.\n',
};

void t.test('the notes are what is new, and how to verify it', (t) => {
  const notes = notesOf(facts);
  t.match(notes, /^\* \[FEATURE\] A long entry\.\n\* \[BUGFIX\] Another\.\n\n## Verify\n/);
  t.notMatch(notes, 'Old.');
  t.match(notes, 'gh attestation verify apiserver-cert-exporter-1.2.3-linux-amd64.tar.gz --repo owner/name\n');
  t.match(notes, 'cosign verify ghcr.io/owner/name:1.2.3 ');
  t.match(notes, 'https://github.com/owner/name/.github/workflows/release.yml@refs/tags/v1.2.3\n');
  t.end();
});

void t.test('whatever the workflow signs can be verified by the notes', (t) => {
  const notes = notesOf(facts);
  const signed = stepsOf(readWorkflows()).flatMap(
    ([, { run = '' }]) => run.match(/\bcosign sign(?:-blob)? [^&]+/g) ?? [],
  );
  const sums = signed.filter((command) => command.startsWith('cosign sign-blob '));
  t.equal(notes.match(/^ {4}cosign verify /gm)?.length, signed.length - sums.length, 'image and chart');
  t.equal(notes.match(/^ {4}cosign verify-blob /gm)?.length, sums.length);
  for (const sum of sums) {
    const [, bundle = 'none', file = 'none'] = /--bundle release\/(\S+) release\/(\S+)/.exec(sum) ?? [];
    t.match(notes, `    cosign verify-blob ${file} --bundle ${bundle} --certificate-`);
  }
  t.match(notes, 'cosign verify ghcr.io/owner/charts/name:1.2.3 --certificate-');
  const commands = notes.slice(notes.indexOf('## Verify')).replace('## Verify', '');
  t.equal(spawnSync('bash', ['-n'], { input: commands }).status, 0);
  for (const words of simpleCommands(commands).filter(([program]) => program === 'cosign'))
    t.match(
      words.at(-1),
      /^https:\/\/github\.com\/owner\/name\/\.github\/workflows\/release\.yml@refs\/tags\/v1\.2\.3$/,
    );
  t.end();
});

void t.test('without a section there are no notes', (t) => {
  t.throws(() => notesOf({ ...facts, version: '1.2.4' }), { message: 'CHANGELOG.md has no section for 1.2.4' });
  t.end();
});
