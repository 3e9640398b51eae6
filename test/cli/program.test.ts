import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import t from 'tap';
import { type Commands, createProgram } from '../../src/cli/program.js';

interface Run {
  /** The command that ran, and what it was given. */
  readonly ran: readonly unknown[];
  readonly codes: readonly number[];
  readonly out: string;
  readonly error: string;
}

/** What a command line does; every command gives 7. */
async function run(...argv: readonly string[]): Promise<Run> {
  const ran: unknown[] = [];
  const codes: number[] = [];
  const text = { out: '', error: '' };
  const spy =
    (name: keyof Commands) =>
    (...args: unknown[]): Promise<number> => {
      ran.push(name, ...args);
      return Promise.resolve(7);
    };
  const commands = {
    serve: spy('serve'),
    check: spy('check'),
    inspect: spy('inspect'),
    configCheck: spy('configCheck'),
  };
  const program = createProgram(commands, '1.2.3', (code) => codes.push(code));
  for (const command of [program, ...subcommands(program)]) {
    command.configureOutput({
      writeOut: (line) => {
        text.out += line;
      },
      writeErr: (line) => {
        text.error += line;
      },
    });
    command.exitOverride();
  }
  await program.parseAsync(argv, { from: 'user' }).catch((error: unknown) => {
    codes.push((error as { exitCode: number }).exitCode);
  });
  return { ran, codes, ...text };
}

function subcommands(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...subcommands(child)]);
}

void t.test('serve is the default', async (t) => {
  const defaults = {
    configFile: undefined,
    listenAddress: ':10643',
    healthListenAddress: undefined,
    webConfigFile: undefined,
    telemetryPath: '/metrics',
    maxRequests: 40,
    logLevel: 'info',
    logFormat: 'logfmt',
  };
  for (const argv of [[], ['serve']]) {
    const { ran, codes } = await run(...argv);
    t.match(ran, ['serve', defaults]);
    t.same(codes, [7]);
  }
  t.match((await run('--config.file=a.yml')).ran, ['serve', { configFile: 'a.yml' }]);
});

void t.test('serve, with every option', async (t) => {
  const { ran } = await run(
    'serve',
    '--config.file=a.yml',
    '--web.listen-address',
    '127.0.0.1:0',
    '--web.health-listen-address=:0',
    '--web.config.file=web.yml',
    '--web.telemetry-path=/m',
    '--web.max-requests=0',
    '--log.level=debug',
    '--log.format=json',
  );
  t.match(ran, [
    'serve',
    {
      configFile: 'a.yml',
      listenAddress: '127.0.0.1:0',
      healthListenAddress: ':0',
      webConfigFile: 'web.yml',
      telemetryPath: '/m',
      maxRequests: 0,
      logLevel: 'debug',
      logFormat: 'json',
    },
  ]);
});

void t.test('check', async (t) => {
  t.match((await run('check')).ran, [
    'check',
    [],
    {
      configFile: undefined,
      kubeconfig: undefined,
      context: undefined,
      discover: false,
      names: { length: 0 },
      output: 'table',
      timeout: undefined,
    },
  ]);
  const argv = ['a', 'b:1', '--name', 'n', '--name=10.0.0.1', '--output=json', '--timeout=0.5'];
  const { ran, codes } = await run('check', ...argv, '--kubeconfig', 'k', '--context=c', '--discover');
  const options = { names: ['n', '10.0.0.1'], output: 'json', timeout: 0.5 };
  t.match(ran, ['check', ['a', 'b:1'], { ...options, kubeconfig: 'k', context: 'c', discover: true }]);
  t.same(codes, [7]);
  t.match((await run('check', '--config.file', 'a.yml', '--timeout', '5s')).ran, [
    'check',
    [],
    { configFile: 'a.yml', timeout: 5 },
  ]);
});

void t.test('check, on a control-plane node', async (t) => {
  const folderOf = async (...argv: readonly string[]): Promise<unknown> => {
    const { ran } = await run('check', ...argv);
    return (ran[2] as { readonly kubeadmFolder?: string }).kubeadmFolder;
  };
  t.equal(await folderOf(), undefined);
  t.equal(await folderOf('--kubeadm'), '/etc/kubernetes');
  t.equal(await folderOf('--kubeadm', '--kubeadm-dir=/k'), '/k');
  t.equal(await folderOf('--kubeadm-dir', '/k'), '/k');
});

void t.test('inspect', async (t) => {
  t.same((await run('inspect', '-')).ran, ['inspect', ['-'], { names: [], output: 'table' }]);
  const { ran } = await run('inspect', 'a.crt', '--name', 'a', 'b.crt', '--output', 'json');
  t.same(ran, ['inspect', ['a.crt', 'b.crt'], { names: ['a'], output: 'json' }]);
});

void t.test('config check', async (t) => {
  t.same((await run('config', 'check')).ran, ['configCheck', 'exporter.yml']);
  t.same((await run('config', 'check', '--config.file=a.yml')).ran, ['configCheck', 'a.yml']);
});

const wrong: Readonly<Record<string, string>> = {
  '--nope': "unknown option '--nope'",
  nonsense: 'too many arguments',
  '--log.level=loud': 'Allowed choices are debug, info, warn, error',
  '--log.format=xml': 'Allowed choices are logfmt, json',
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

void t.test('a line that check refuses is no warning', (t) => {
  const bin = fileURLToPath(new URL('../../src/bin.js', import.meta.url));
  const status = (...argv: readonly string[]): number | null =>
    spawnSync(process.execPath, [bin, ...argv], { stdio: 'ignore' }).status;
  t.equal(status('check', '--nope'), 3);
  t.equal(status('check', '--help'), 0);
  t.equal(status('inspect', '--nope'), 1);
  t.end();
});

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
