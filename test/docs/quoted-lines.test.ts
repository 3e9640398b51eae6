import { readFileSync } from 'node:fs';
import t from 'tap';
import { globSync } from 'tinyglobby';
import { nothingToMend } from '../fixtures/to-mend.js';
import { allPages } from './commands/pages.js';

/** What the program prints: its texts, and what the tests of its commands expect of it. */
const printed = globSync(['src/**/*.ts', 'test/cli/**/*.ts'])
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

/** Tables whose first column is what `check` prints. */
const tables = /^\| line\b.*\n\|[-|]+\n((?:\|.*\n)+)/gm;

/** Parts of a line that are the same whatever was found: without numbers, names in quotes, and signs. */
function parts(line: string): readonly string[] {
  return line.split(/\d+(?: of \d+)?|"[^"]*"|…|[;:,()]|https:\S+/).flatMap((part) => part.trim() || []);
}

void t.test('each line that a page quotes is one that the program prints', (t) => {
  const rows = allPages().flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(tables)].flatMap(([, body = '']) =>
      body
        .trim()
        .split('\n')
        .map((row) => ({ path, first: row.split('|')[1] ?? '' })),
    ),
  );
  t.ok(rows.length > 6);
  nothingToMend(
    t,
    rows.flatMap(({ path, first }) => {
      const quoted = [...first.matchAll(/`([^`]+)`/g)].map(([, line = '']) => line);
      const unknown = quoted.flatMap(parts).filter((part) => !printed.includes(part));
      if (quoted.length === 0) return [`${path}:${first}: quote the line, in backticks`];
      return unknown.map((part) => `${path}: nothing prints ${part}`);
    }),
  );
  t.end();
});
