import t from 'tap';
import { commanderOutput } from '../../src/cli/commander-output.js';
import { printableIo } from '../../src/cli/io.js';
import { createProgram } from '../../src/program.js';

async function complaint(...argv: readonly string[]): Promise<string> {
  let written = '';
  const stream = { write: (text: string) => (written += text) };
  const ran = (): Promise<number> => Promise.resolve(0);
  const commands = { serve: ran, check: ran, inspect: ran, configCheck: ran, exportFiles: ran };
  const program = createProgram(commands, '1.2.3', () => undefined, printableIo(stream, stream));
  for (const command of [program, ...program.commands]) command.exitOverride();
  await program.parseAsync(argv, { from: 'user' }).catch(() => undefined);
  return written;
}

void t.test('arguments in complaints, of every command', async (t) => {
  t.equal(
    await complaint('--x\u202e\nFORGED'),
    "error: unknown option '--x\\u{202e}\\u{a}FORGED'\n(add --help for usage)\n",
  );
  t.match(await complaint('check', '--output', '\x1b[2J'), /argument '\\u\{1b\}\[2J' is invalid/);
});

void t.test('suggestions and help have lines of their own', async (t) => {
  t.equal(
    await complaint('check', '--nam'),
    "error: unknown option '--nam'\n(Did you mean --name?)\n(add --help for usage)\n",
  );
  t.match(await complaint('config'), /^Usage: apiserver-cert-exporter config .*\n\nwork with/);
  t.match(await complaint('--help'), /\n {2}check .*\n/);
});

void t.test('text goes to the outputs', (t) => {
  const out: string[] = [];
  const { writeOut, writeErr } = commanderOutput({
    stdout: (text) => out.push(text),
    stderr: (text) => out.push(text),
  });
  writeOut('a\nb\n');
  writeErr('a\nb\n');
  t.same(out, ['a\nb\n', 'a\n', 'b\n']);
  t.end();
});
