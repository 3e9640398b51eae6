import t from 'tap';
import { changelogSection } from '../../../scripts/release/changelog-section.js';

const changelog = `## 0.2.0 / unreleased

## 0.1.1 / 2026-12-01

* [BUGFIX] One.
  Its second line.

### Upgrade

## 0.1.0 / 2026-11-30

* [FEATURE] Zero.
`;

void t.test('a section is all from its heading to the next one', (t) => {
  t.same(changelogSection(changelog, '0.1.1'), {
    date: '2026-12-01',
    text: '* [BUGFIX] One.\n  Its second line.\n\n### Upgrade',
  });
  t.same(changelogSection(changelog, '0.1.0'), { date: '2026-11-30', text: '* [FEATURE] Zero.' });
  t.same(changelogSection(changelog, '0.2.0'), { date: 'unreleased', text: '' });
  t.end();
});

void t.test('a version is found by its whole name', (t) => {
  for (const other of ['0.1', '0.1.10', '1.1', '', '0.1.0-rc.1'])
    t.equal(changelogSection(changelog, other), undefined);
  t.equal(changelogSection('## 0.1.0-rc.1 / 2026-01-01', '0.1.0'), undefined);
  t.equal(changelogSection('', '0.1.0'), undefined);
  t.end();
});
