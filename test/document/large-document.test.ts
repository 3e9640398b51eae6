import t from 'tap';
import { parseDocument } from '../../src/document/document.js';
import { parseFlatDocument, parseLargeDocument } from '../../src/document/large-document.js';
import type { Path } from '../../src/document/problem.js';

const comment = `# ${'x'.repeat(40_000)}\n`;
const paths: readonly Path[] = [[], ['a'], ['a', 1], ['a', 1, 'b'], ['none'], ['a', 7, 'b']];

void t.test('large and small documents have the same values, places and problems', async (t) => {
  for (const text of [
    'a: [1, {b: c}]\nd: "ж"\n',
    'a: {b: [',
    '',
    'a: 1\na: 2\n',
    '__proto__: 1',
    '--- 1\n--- 2\n',
    '\ufeffa: [1, {b: 2}]',
  ]) {
    const bytes = Buffer.from(text.startsWith('\ufeff') ? text + comment : `${comment}${text}`);
    const [here, there] = [parseDocument(bytes, 'f'), await parseLargeDocument(bytes, 'f')];
    t.equal(here.ok, there.ok, text);
    if (!here.ok || !there.ok) {
      t.same(there, here);
      continue;
    }
    t.same(there.document.value, here.document.value);
    for (const path of paths) {
      t.same(there.document.locate(path), here.document.locate(path), `${text} ${path.join('.')}`);
      t.same(there.document.locateKey(path), here.document.locateKey(path));
    }
  }
});

void t.test('a small document is parsed at once', async (t) => {
  t.match(await parseLargeDocument(Buffer.from('a: 1'), 'f'), { document: { value: { a: 1 } } });
});

void t.test('what the thread returns can be sent', (t) => {
  for (const text of ['a: [1, {b: c}]', 'a: {']) {
    const flat = parseFlatDocument(Buffer.from(text));
    t.same(structuredClone(flat), flat);
  }
  t.end();
});
