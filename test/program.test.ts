import t from 'tap';
import { runProgram as run } from './cli/run-program.js';

const wrong: Readonly<Record<string, string>> = {
  '--nope': "unknown option '--nope'",
  nonsense: 'too many arguments',
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
  for (const command of ['serve', 'check', 'inspect', 'config']) t.match(out, new RegExp(`^  ${command}\\b`, 'm'));
  for (const command of [[], ['serve'], ['check'], ['inspect'], ['config', 'check']]) {
    const help = await run(...command, '--help');
    t.match(help.out, new RegExp(`^Examples:\\n  \\$ apiserver-cert-exporter ${command.join(' ')}`, 'm'));
    t.notMatch(help.out, / {2,}\n|undefined/);
  }
});

void t.test('version', async (t) => {
  t.match(await run('--version'), { out: '1.2.3\n', ran: [], codes: [0] });
});
