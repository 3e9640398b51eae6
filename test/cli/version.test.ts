import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { readVersion } from '../../src/cli/version.js';

void t.test('the version of package.json', (t) => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  t.match(version, /^\d+\.\d+\.\d+/);
  t.equal(readVersion(), version);
  t.end();
});

void t.test('package.json is found next to dist/ and build/; without it, the version is unknown', (t) => {
  const folder = t.testdir({
    beside: { 'package.json': '{"version":"1.2.3"}' },
    above: { 'package.json': '{"version":"4.5.6"}' },
    broken: { 'package.json': '{', build: { 'package.json': '{}' } },
  });
  const versionFor = (file: string): string => readVersion(pathToFileURL(`${folder}/${file}`).href);
  t.equal(versionFor('beside/dist/cli/version.js'), '1.2.3');
  t.equal(versionFor('above/build/src/cli/version.js'), '4.5.6');
  t.equal(versionFor('broken/build/src/cli/version.js'), 'unknown');
  t.end();
});
