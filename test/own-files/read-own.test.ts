import { readFileSync } from 'node:fs';
import t from 'tap';
import { findOwnFiles, listOwn, ownScript, ownSourceMap, readOwn, readOwnNow } from '../../src/own-files/read-own.js';

void t.test('in a checkout', async (t) => {
  t.equal(readOwnNow('package.json'), readFileSync('package.json', 'utf8'));
  t.equal(await readOwn('docs/metrics.md'), readFileSync('docs/metrics.md', 'utf8'));
  t.ok(listOwn('dashboards/').includes('dashboards/overview.json'));
  t.match(ownScript('web/bcrypt-worker.js').href, /\/build\/src\/web\/bcrypt-worker\.js$/);
  t.equal(ownSourceMap('node:fs'), undefined);
});

void t.test('inside a single executable, which Node tells', (t) => {
  const files = (isSea: boolean) =>
    findOwnFiles(import.meta.url, {
      getBuiltinModule: () => ({
        isSea: () => isSea,
        getAsset: (key: string) => `asset ${key}`,
        getAssetKeys: () => [],
      }),
    });
  t.equal(files(true).readNow('package.json'), 'asset package.json');
  t.match(files(false).readNow('package.json'), '"apiserver-cert-exporter"');
  t.match(findOwnFiles(import.meta.url, {}).readNow('package.json'), '"version"');
  t.end();
});
