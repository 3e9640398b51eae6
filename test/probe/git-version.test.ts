import t from 'tap';
import { parseGitVersion } from '../../src/probe/git-version.js';

const version = (gitVersion: unknown): string | undefined => parseGitVersion(JSON.stringify({ gitVersion }));

void t.test('versions as distributions write them', (t) => {
  for (const text of ['v1.20.2', 'v1.34.2+k3s1', 'v1.30.4-gke.1348000', 'v1.33.0-beta.0~1', `v1${'a'.repeat(63)}`]) {
    t.equal(version(text), text);
  }
  t.equal(parseGitVersion('{\n  "major": "1",\n  "gitVersion": "v1.20.2"\n}\n'), 'v1.20.2');
  t.end();
});

void t.test('anything else is no version', (t) => {
  for (const text of ['', '1.20.2', 'v', 'v1"', 'v1\n', ' v1', `v1${'a'.repeat(64)}`, 7, null, ['v1']]) {
    t.equal(version(text), undefined);
  }
  for (const text of ['', '{', 'null', '7', '"v1.20.2"', '[]', '{"gitversion":"v1"}']) {
    t.equal(parseGitVersion(text), undefined);
  }
  t.end();
});
