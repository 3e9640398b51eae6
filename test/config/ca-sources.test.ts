import fc from 'fast-check';
import t from 'tap';
import { caSources } from '../../src/config/ca-sources.js';

void t.test('files and texts, by target', (t) => {
  const targets = [{ ca: { file: 'a' } }, {}, { ca: { pem: 'b' } }, { ca: { file: '../c' } }];
  t.same(caSources({ targets }), [
    { target: 0, path: ['targets', 0, 'ca', 'file'], kind: 'file', text: 'a' },
    { target: 2, path: ['targets', 2, 'ca', 'pem'], kind: 'pem', text: 'b' },
    { target: 3, path: ['targets', 3, 'ca', 'file'], kind: 'file', text: '../c' },
  ]);
  t.end();
});

void t.test('what has another shape is passed over', (t) => {
  const targets = [
    null,
    5,
    { ca: null },
    { ca: 'a' },
    { ca: { file: 'a', pem: 'b' } },
    { ca: { file: 'a', pem: null } },
    { ca: { file: '' } },
    { ca: { file: 5 } },
    { ca: ['a'] },
  ];
  t.same(caSources({ targets }), []);
  for (const document of [null, 'x', [], {}, { targets: {} }]) t.same(caSources(document), []);
  fc.assert(fc.property(fc.anything(), (value) => Array.isArray(caSources({ targets: [value] }))));
  t.end();
});
