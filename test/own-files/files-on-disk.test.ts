import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { filesOnDisk } from '../../src/own-files/files-on-disk.js';

void t.test('the files of this checkout', async (t) => {
  const own = filesOnDisk(new URL('../../src/own-files/files-on-disk.js', import.meta.url).href);
  t.equal(own.readNow('package.json'), readFileSync('package.json', 'utf8'));
  t.equal(await own.read('docs/metrics.md'), readFileSync('docs/metrics.md', 'utf8'));
  t.ok(own.list('docs/').includes('docs/runbooks/ApiserverNameNotCovered.md'));
  t.match(readFileSync(own.script('kube/yaml-worker.js'), 'utf8'), 'parentPort');
});

void t.test('wherever a bundler has put the module', async (t) => {
  const folder = t.testdir({
    'package.json': '{}',
    docs: { 'b.md': 'b', deep: { 'a.md': 'a' }, none: {} },
    dist: { 'bin.js': '', 'bin.js.map': '{}', kube: {}, chunks: { 'one.js': '' } },
  });
  const root = pathToFileURL(`${folder}/`).href;
  for (const self of ['dist/bin.js', 'dist/chunks/one.js', 'dist/own-files/files-on-disk.js']) {
    const own = filesOnDisk(root + self);
    t.equal(own.readNow('package.json'), '{}', self);
    t.same(own.list('docs/'), ['docs/b.md', 'docs/deep/a.md'], 'files, in alphabetical order');
    t.same(own.list('dashboards/'), []);
    t.equal(await own.read('docs/deep/a.md'), 'a');
    t.equal(own.script('kube/yaml-worker.js').href, `${root}dist/kube/yaml-worker.js`);
    t.equal(own.sourceMap(`${root}dist/bin.js`), '{}');
    t.equal(own.sourceMap(`${root}dist/chunks/one.js`), undefined, 'it has none');
  }
  t.equal(filesOnDisk(`${root}dist/chunks/one.js`).sourceMap('node:fs'), undefined);
});

void t.test('without an installation, nothing is found, and reading says so', async (t) => {
  const folder = t.testdir({ a: { b: { c: { d: {} } } } });
  const own = filesOnDisk(pathToFileURL(`${folder}/a/b/c/d/one.js`).href);
  t.same(own.list('docs/'), []);
  t.throws(() => own.readNow('docs/a.md'), { code: 'ENOENT' });
  await t.rejects(own.read('docs/a.md'), { code: 'ENOENT' });
});
