import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import t from 'tap';
import { filesInExecutable } from '../../src/own-files/files-in-executable.js';

const assets = new Map([
  ['package.json', '{}'],
  ['docs/b.md', 'b'],
  ['docs/a.md', 'a'],
  ['dist/bin.js.map', 'map of the program'],
  [
    'dist/web/one.js',
    `import { parentPort } from 'node:worker_threads';\nparentPort.postMessage(new Error('here').stack);`,
  ],
  ['dist/web/one.js.map', 'map of the thread'],
]);

const own = filesInExecutable(
  {
    getAsset: (key) => {
      const text = assets.get(key);
      if (text === undefined) throw new Error(`no asset ${key}`);
      return text;
    },
    getAssetKeys: () => [...assets.keys()],
  },
  '/usr/local/bin/exporter',
);

void t.test('files are assets of the executable', async (t) => {
  t.equal(own.readNow('package.json'), '{}');
  t.equal(await own.read('docs/a.md'), 'a');
  t.same(own.list('docs/'), ['docs/a.md', 'docs/b.md']);
  t.same(own.list('config/'), []);
  await t.rejects(own.read('docs/c.md'), { message: 'no asset docs/c.md' });
  t.throws(() => own.readNow('docs/c.md'), { message: 'no asset docs/c.md' });
});

void t.test('a thread runs a script that is no file, and its stack traces name it', async (t) => {
  const worker = new Worker(own.script('web/one.js'));
  t.teardown(() => worker.terminate());
  const [stack] = (await once(worker, 'message')) as [string];
  t.match(stack, /^Error: here\n {4}at dist\/web\/one\.js:2:\d+/);
});

void t.test('source maps are found by what stack traces say', (t) => {
  t.equal(own.sourceMap('file:///usr/local/bin/exporter'), 'map of the program');
  t.equal(own.sourceMap('dist/web/one.js'), 'map of the thread');
  t.equal(own.sourceMap('node:fs'), undefined);
  t.end();
});
