import fc from 'fast-check';
import t from 'tap';
import { nameKubeconfigs, type FileContexts } from '../../src/discovery/kubeconfig-names.js';

const named = (files: readonly FileContexts[], by: 'context' | 'file' = 'context') => {
  const { byPath, notes } = nameKubeconfigs(files, by);
  return { names: files.flatMap(({ path }) => byPath.get(path) ?? []), notes };
};

void t.test('by contexts, and by files where contexts have the same name', (t) => {
  const shared = 'kubernetes-admin@kubernetes';
  const files = [
    { path: '/fleet/east.conf', contexts: [shared] },
    { path: '/fleet/west.yaml', contexts: [shared, 'west'] },
    { path: '/fleet/own.conf', contexts: ['own'] },
    { path: '/fleet/broken.conf', contexts: [] },
  ];
  t.same(named(files), {
    names: ['east', `west/${shared}`, 'west', 'own', 'broken'],
    notes: [`2 files have a context "${shared}": the targets are named by their files`],
  });
  t.same(named(files, 'file'), { names: ['east', `west/${shared}`, 'west/west', 'own', 'broken'], notes: [] });
  t.end();
});

void t.test('a context without a name is named by its file', (t) => {
  const files = [
    { path: '/fleet/east.conf', contexts: [''] },
    { path: '/fleet/west.conf', contexts: ['', 'west-1'] },
  ];
  t.same(named(files), { names: ['east', 'west', 'west-1'], notes: [] });
  t.same(named(files, 'file'), { names: ['east', 'west', 'west/west-1'], notes: [] });
  t.end();
});

void t.test('files of one name in several folders are named by their paths', (t) => {
  const files = ['/a/config', '/b/config', '/b/c.conf'].map((path) => ({ path, contexts: ['admin'] }));
  t.same(named(files).names, ['/a/config', '/b/config', 'c']);
  t.end();
});

const anyFiles = fc.uniqueArray(
  fc.record({
    path: fc.constantFrom('/a/x.conf', '/b/x.conf', '/a/y', '/a/z.conf', '/b/z.yaml', '/w.conf'),
    contexts: fc.uniqueArray(fc.constantFrom('x', 'y', 'admin', 'a/x', ''), { maxLength: 3 }),
  }),
  { selector: ({ path }) => path },
);

void t.test(
  'whatever the files: names do not depend on their order, and files that share nothing do not matter',
  (t) => {
    fc.assert(
      fc.property(anyFiles, fc.constantFrom('context' as const, 'file' as const), (files, by) => {
        const { byPath } = nameKubeconfigs(files, by);
        for (const { path, contexts } of files) t.equal(byPath.get(path)?.length, Math.max(1, contexts.length));
        t.same(new Map([...nameKubeconfigs(files.toReversed(), by).byPath].toReversed()), byPath);
        const more = [...files, { path: '/other.conf', contexts: ['other'] }];
        for (const [path, names] of byPath) t.same(nameKubeconfigs(more, by).byPath.get(path), names);
      }),
    );
    t.end();
  },
);
