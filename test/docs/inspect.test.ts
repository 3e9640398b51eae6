import { readFileSync } from 'node:fs';
import t from 'tap';
import { noOutput } from '../cli/run-program.js';
import { type Commands, createProgram } from '../../src/program.js';
import { refusalReasons } from '../../src/x509/go-refusal.js';

const lines = readFileSync('docs/inspect.md', 'utf8').split('\n');

void t.test('has every option', (t) => {
  const program = createProgram({} as Commands, '0.0.0', () => undefined, noOutput);
  const options = program.commands.find((command) => command.name() === 'inspect')?.options ?? [];
  t.ok(options.length > 3);
  for (const { long } of options)
    t.ok(
      lines.some((line) => line.startsWith(`| \`${String(long)}\` |`)),
      long ?? '',
    );
  t.end();
});

void t.test('has every reason of a refusal, and no other', (t) => {
  const table = lines.slice(lines.indexOf('| reason | |') + 2);
  t.same(
    table.slice(0, table.indexOf('')),
    Object.entries(refusalReasons).map(([reason, words]) => `| \`${reason}\` | ${words} |`),
  );
  t.end();
});
