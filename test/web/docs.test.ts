import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import t from 'tap';
import { findDocs } from '../../src/web/docs.js';

void t.test('the documentation of this checkout', async (t) => {
  const { names, read } = findDocs();
  t.ok(names.has('metrics.md'));
  t.ok(names.has('runbooks/ApiserverNameNotCovered.md'));
  t.equal(await read('metrics.md'), readFileSync('docs/metrics.md', 'utf8'));
});

void t.test('the first folder that has any; of what lies there only Markdown', async (t) => {
  const folder = t.testdir({ none: { 'a.txt': '' }, docs: { 'b.md': 'b', 'a.json': '', deep: { 'a.md': 'a' } } });
  const folders = ['gone', 'none', 'docs'].map((name) => pathToFileURL(`${folder}/${name}/`));
  const { names, read } = findDocs(folders);
  t.same([...names], ['b.md', 'deep/a.md']);
  t.equal(await read('deep/a.md'), 'a');
  t.equal(findDocs(folders.slice(0, 2)).names.size, 0);
});
