import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import t from 'tap';
import { addDocsRoutes, findDocs } from '../../src/web/docs.js';

void t.test('the documentation of this checkout', async (t) => {
  const { names, read } = findDocs();
  t.ok(names.has('metrics.md'));
  t.ok(names.has('runbooks/ApiserverNameNotCovered.md'));
  t.equal(await read('metrics.md'), readFileSync('docs/metrics.md', 'utf8'));
});

void t.test('only Markdown files', async (t) => {
  const { names, read } = findDocs(
    (folder) => ['docs/b.md', 'docs/a.json', 'docs/deep/a.md'].filter((path) => path.startsWith(folder)),
    (path) => Promise.resolve(`text of ${path}`),
  );
  t.same([...names], ['b.md', 'deep/a.md']);
  t.equal(await read('deep/a.md'), 'text of docs/deep/a.md');
  t.equal(findDocs(() => []).names.size, 0);
});

void t.test('the list, each page of it, and nothing else', async (t) => {
  const app = fastify();
  t.teardown(() => app.close());
  const pages = new Map([
    ['metrics.md', '# Metrics\n<b>\u001b[31m\n'],
    ['runbooks/One.md', '# One'],
  ]);
  const asked: string[] = [];
  const read = (name: string) => {
    asked.push(name);
    return Promise.resolve(pages.get(name) ?? '');
  };
  addDocsRoutes(app, { names: new Set(pages.keys()), read }, '1.2.3');

  const list = await app.inject('/docs/');
  t.match(list.headers['content-security-policy'], /^default-src 'none';/);
  t.match(list.body, '<title>Documentation · apiserver-cert-exporter</title>');
  t.match(list.body, '<li><a href="runbooks/One.md">runbooks/One.md</a></li>');
  t.match(list.body, '<a class="name" href="../">');

  const one = await app.inject('/docs/runbooks/One.md');
  t.match(one.body, '<title>runbooks/One.md · apiserver-cert-exporter</title>');
  t.match(one.body, '<h1>One</h1>');
  t.match(one.body, '<a class="name" href="../../">');
  t.match((await app.inject('/docs/metrics.md')).body, '<pre class="document"># Metrics\n&lt;b&gt;\\u{1b}[31m\n');

  for (const path of ['other.md', 'runbooks/', '../package.json', '..%2fpackage.json', '%2e%2e/package.json']) {
    t.equal((await app.inject(`/docs/${path}`)).statusCode, 404, path);
  }
  t.same(asked, ['runbooks/One.md', 'metrics.md'], 'no other file is touched');
});
