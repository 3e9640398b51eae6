import type { Command } from 'commander';
import t from 'tap';
import { createProgram } from '../src/program.js';
import { noOutput, runProgram as run } from './cli/run-program.js';

const wrong: Readonly<Record<string, string>> = {
  '--nope': "unknown option '--nope'",
  chek: "'chek' is not a command (serve, check, inspect, config, export)",
  'chek --output json': "'chek' is not a command (serve, check, inspect, config, export)",
  'serve chek --output json': "'chek' is not a command (",
  '--log.level=debug chek': "'chek' is not a command (",
  'serve check': "'check' is a command, which must be the first argument",
  'serve check --output json': "'check' is a command, which must be the first argument",
  '--config.file=a.yml serve': "'serve' is a command, which must be the first argument",
  'serve --nope': "unknown option '--nope'",
  '--log.level=loud': 'Allowed choices are debug, info, warn, error',
  '--log.format=xml': 'Allowed choices are logfmt, json',
  '--web.telemetry-path=metrics': 'Expected a path such as /metrics',
  '--web.max-requests=-1': 'Expected a whole number, such as 40',
  '--web.max-requests=1e3': 'Expected a whole number, such as 40',
  'check --timeout=0': 'Expected a positive number of seconds, such as 5 or 0.5',
  'check --timeout=1e3': 'Expected a positive number of seconds',
  'check --timeout=': 'Expected a positive number of seconds',
  'check --output=xml': 'Allowed choices are table, json',
  inspect: "missing required argument 'file'",
};

for (const [line, message] of Object.entries(wrong)) {
  void t.test(`refused: ${line}`, async (t) => {
    const { ran, codes, error } = await run(...line.split(' '));
    t.same(ran, []);
    t.same(codes, [1]);
    t.ok(error.includes(message), error);
    t.match(error, /\(add --help for usage\)\n$/);
  });
}

void t.test('help names every command, each with an example', async (t) => {
  const { out, ran, codes } = await run('--help');
  t.same([ran, codes], [[], [0]]);
  for (const command of ['serve', 'check', 'inspect', 'config', 'export'])
    t.match(out, new RegExp(`^  ${command}\\b`, 'm'));
  for (const command of [[], ['serve'], ['check'], ['inspect'], ['config', 'check'], ['export', 'rules']]) {
    const help = await run(...command, '--help');
    t.match(help.out, new RegExp(`^Examples:\\n  \\$ apiserver-cert-exporter ${command.join(' ')}`, 'm'));
    t.notMatch(help.out, / {2,}\n|undefined/);
  }
});

void t.test('version', async (t) => {
  t.match(await run('--version'), { out: '1.2.3\n', ran: [], codes: [0] });
});

/** The lines of help about each option of a command and of those below it. */
function optionHelp(command: Command): readonly string[] {
  const help = command.createHelp();
  const own = command.options.map((option) => `${command.name()} ${option.flags}: ${help.optionDescription(option)}`);
  return [...own, ...command.commands.flatMap(optionHelp)];
}

void t.test('help says of every option what holds without it', (t) => {
  const never = () => Promise.reject(new Error('not run'));
  const commands = { serve: never, check: never, inspect: never, configCheck: never, exportFiles: never };
  const all = optionHelp(createProgram(commands, '1.2.3', () => undefined, noOutput));
  const lines = all.filter((line) => !/^\S+ --version:/.test(line));
  t.ok(lines.length > 25);
  t.same(
    lines.filter((line) => !/default[:,] (?!\[\])/.test(line)),
    [],
  );
  t.same(
    lines.filter((line) => line.split('default').length > 2),
    [],
    'once',
  );
  t.end();
});
