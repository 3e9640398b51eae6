import t from 'tap';
import { firstDocument } from '../../src/document/first-document.js';

void t.test('the text up to the end of the first document', (t) => {
  const table: readonly [text: string, first: string][] = [
    ['a: 1\n', 'a: 1\n'],
    ['---\na: 1\n---\nb', '---\na: 1\n'],
    ['# c\n%YAML 1.1\n--- # x\na\n...\nb', '# c\n%YAML 1.1\n--- # x\na\n'],
    ['\n...\na\r\n--- b', '\n...\na\r\n'],
    ['---\n---\na', '---\n'],
    ['a\n%x\n', 'a\n'],
    ['a: |\n  ---\n  b\n---x\n', 'a: |\n  ---\n  b\n---x\n'],
    ['a\r---\rb', 'a\r'],
    ['', ''],
  ];
  for (const [text, first] of table) t.equal(firstDocument(text), first, JSON.stringify(text));
  t.end();
});
