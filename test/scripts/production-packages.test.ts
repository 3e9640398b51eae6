import t from 'tap';
import { dependenciesPage } from '../../scripts/dependencies-page.js';
import { type PackageLock, productionPackages } from '../../scripts/production-packages.js';

const good = { version: '1.0.0', license: 'MIT', integrity: `sha512-${'A'.repeat(86)}==` };

const lockOf = (packages: PackageLock['packages']): PackageLock => ({
  packages: { '': { dependencies: { a: '1.0.0' } }, ...packages },
});

void t.test('what development needs alone is not there, and versions of one name are told apart', (t) => {
  const packages = productionPackages(
    lockOf({
      'node_modules/a': { ...good, dependencies: { '@s/b': '1', c: '2' } },
      'node_modules/@s/b': { ...good, dependencies: { c: '1' } },
      'node_modules/@s/b/node_modules/c': good,
      'node_modules/c': { ...good, version: '2.0.0' },
      'node_modules/dev': { ...good, dev: true },
      'node_modules/peer': { ...good, devOptional: true },
      'node_modules/may': { ...good, optional: true },
    }),
  );
  t.match(packages, [
    { name: '@s/b', neededBy: ['a'], direct: false },
    { name: 'a', neededBy: [], direct: true },
    { name: 'c', version: '1.0.0', neededBy: ['@s/b'] },
    { name: 'c', version: '2.0.0', neededBy: ['a'] },
  ]);
  t.equal(packages.length, 4);
  t.end();
});

void t.test('each fault is found', (t) => {
  const faults = (change: object) =>
    productionPackages(lockOf({ 'node_modules/a': { ...good, ...change } }))[0]?.faults ?? [];
  t.same(faults({}), []);
  t.match(faults({ license: 'GPL-3.0' }), [/GPL-3\.0/]);
  t.match(faults({ license: undefined }), [/licence, none/]);
  t.match(faults({ integrity: undefined }), [/no SHA-512/]);
  t.match(faults({ integrity: 'sha1-AAAA' }), [/no SHA-512/]);
  t.match(faults({ resolved: 'git+ssh://git@example.com/a.git#0' }), [/git\+ssh/]);
  t.match(faults({ link: true }), [/a link/]);
  t.match(faults({ inBundle: true }), [/bundled/]);
  t.match(faults({ hasInstallScript: true }), [/script/]);
  t.end();
});

void t.test('the page is not written without a reason for each package', (t) => {
  const lock = lockOf({ 'node_modules/a': { ...good, dependencies: { b: '1' } }, 'node_modules/b': good });
  const page = dependenciesPage(lock, { a: 'counts', b: 'adds' });
  t.match(page, / bundled from 2 packages: 1 that/);
  t.match(page, '| a | 1.0.0 | MIT | the exporter | counts |');
  t.match(page, '| b | 1.0.0 | MIT | a | adds |');
  t.throws(() => dependenciesPage(lock, { a: 'counts' }), /without a reason: b/);
  t.throws(() => dependenciesPage(lock, { a: 'counts', b: 'adds', c: 'gone' }), /no longer there: c/);
  t.end();
});
