import t from 'tap';
import { notesOf } from '../../../scripts/release/notes-of.js';

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

void t.test('without a section there are no notes', (t) => {
  t.throws(() => notesOf({ ...facts, version: '1.2.4' }), { message: 'CHANGELOG.md has no section for 1.2.4' });
  t.end();
});
