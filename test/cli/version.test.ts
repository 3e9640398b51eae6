import { readFileSync } from 'node:fs';
import t from 'tap';
import { readVersion } from '../../src/cli/version.js';

void t.test('the version of package.json', (t) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  t.match(version, /^\d+\.\d+\.\d+/);
  t.equal(readVersion(), version);
  t.equal(
    readVersion((path) => `{"version":"${path}"}`),
    'package.json',
  );
  t.end();
});

void t.test('without a version to read, it is unknown', (t) => {
  for (const text of ['{', '{}', 'null'])
    t.equal(
      readVersion(() => text),
      'unknown',
      text,
    );
  const missing = (): never => {
    throw new Error('no such file');
  };
  t.equal(readVersion(missing), 'unknown');
  t.end();
});
