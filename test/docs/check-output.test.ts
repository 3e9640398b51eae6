import { spawnSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { checkFamilies } from '../../src/metrics/check-families.js';
import { type Commands, createProgram } from '../../src/program.js';
import { readPluginOutput, stateOf } from '../cli/check/nagios/plugin-output.js';
import { noOutput, runProgram } from '../cli/run-program.js';
import { requireTool } from '../fixtures/tool.js';
import { readProjectFile } from '../fixtures/project-file.js';

const page = readProjectFile('docs/check-output.md');
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text);

/** Each command line of `check` on the page: those of units and of cron, and that of NRPE. */
const commandLines = page
  .split('\n')
  .filter((line) => /^(?!#).*\/usr\/local\/bin\/apiserver-cert-exporter check /.test(line))
  .map((line) => line.replace(/^.*?apiserver-cert-exporter check /, '').replace(/[)].*$/, ''));

void t.test('every output and option is there, and no other', async (t) => {
  const program = createProgram({} as Commands, '0.0.0', () => undefined, noOutput);
  const options = program.commands.find((command) => command.name() === 'check')?.options ?? [];
  const known = new Set(options.map(({ long }) => long));
  for (const [, flag = ''] of page.matchAll(/[ `"](--[a-z][\w.-]*)/g)) t.ok(known.has(flag) || flag === '--now', flag);
  const outputs = options.find(({ long }) => long === '--output')?.argChoices ?? [];
  t.same([...page.matchAll(/^\| `(\w+)` \| .* \| .* \|$/gm)].map(([, name]) => name).slice(0, outputs.length), outputs);
  for (const { name } of checkFamilies) t.match(page, `\`${name}\``);
  t.equal(commandLines.length, 4);
  for (const line of commandLines) {
    const { ran, error } = await runProgram('check', ...line.replace(' "$@"', '').split(' '));
    t.equal(error, '');
    t.match(ran[2], { output: /^(nagios|openmetrics)$/ }, line);
  }
});

void t.test('the line is one that a monitoring server reads', (t) => {
  const [, line = ''] = /^ {4}(APISERVER CERTS .*)$/m.exec(page) ?? [];
  const { state, data } = readPluginOutput(`${line}\n`);
  t.equal(state, 'CRITICAL');
  t.same(data.map(stateOf), ['critical', 'info', 'info', 'info', 'info', 'critical', 'info']);
  t.end();
});

void t.test('systemd accepts the units', (t) => {
  const units = blocks('ini');
  t.equal(units.length, 4);
  const [calendars, programs] = [/^OnCalendar=(.*)$/m, /\/usr\/local\/s?bin\/[\w-]+/g];
  if (spawnSync('systemd-analyze', ['--version']).status !== 0) {
    t.pass("there is no systemd-analyze (Debian's package systemd)", { skip: true });
    t.end();
    return;
  }
  const folder = t.testdir({ program: '#!/bin/sh\n' });
  const program = join(folder, 'program');
  chmodSync(program, 0o755);
  const paths = units.map((unit) => {
    const [, name = ''] = /^# \/etc\/systemd\/system\/(.*)\n/.exec(unit) ?? [];
    t.ok(name);
    writeFileSync(join(folder, name), unit.replaceAll(programs, program));
    return join(folder, name);
  });
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], { encoding: 'utf8' });
  // Other units of the host may have faults of their own.
  t.same(
    stderr.split('\n').filter((line) => line.includes('check')),
    [],
  );
  t.equal(status, 0, stderr);
  for (const unit of units) {
    const [, calendar] = calendars.exec(unit) ?? [];
    if (calendar !== undefined) t.equal(spawnSync('systemd-analyze', ['calendar', calendar]).status, 0, calendar);
  }
  t.equal(units.filter((unit) => calendars.test(unit)).length, 2);
  t.end();
});

void t.test('cron accepts the lines', (t) => {
  const lines = blocks('cron').map((text) => text.trimEnd());
  t.equal(lines.length, 2);
  for (const line of lines) {
    // crontab(5): minute, hour, day of month, month, day of week, and in /etc/cron.d the user. A % would be a line end.
    const [, minutes = '', command = ''] = /^(\S+) \* \* \* \* root (\/[^%\n]+)$/.exec(line) ?? [];
    t.match(minutes, /^(\*\/([1-9]|[1-5]\d)|([0-5]?\d)(,[0-5]?\d)*)$/, line);
    t.equal(spawnSync('sh', ['-n', '-c', command]).status, 0, line);
  }
  t.end();
});

void t.test('the script submits a passive result', (t) => {
  const [script = ''] = blocks('bash');
  const folder = t.testdir({
    exporter: `#!/bin/sh\necho "APISERVER CERTS WARNING - $*; a \\\\| 'critical'=0;;0;0"\nexit 1\n`,
    submit: script.replaceAll('/usr/local/bin/apiserver-cert-exporter', '$EXPORTER'),
  });
  chmodSync(join(folder, 'exporter'), 0o755);
  const env = { PATH: process.env['PATH'], EXPORTER: join(folder, 'exporter'), NAGIOS_PIPE: join(folder, 'pipe') };
  const argv = [join(folder, 'submit'), 'cp-1', 'API server certificates', '--kubeconfig', 'a b'];
  const absent = spawnSync('bash', argv, { env, encoding: 'utf8' });
  t.match(absent, { status: 1, stderr: /Nagios does not run/ });
  spawnSync('mkfifo', [env.NAGIOS_PIPE]);
  const both = `cat "$NAGIOS_PIPE" & bash "$@"; wait`;
  const { stdout, status } = spawnSync('bash', ['-c', both, 'sh', ...argv], { env, encoding: 'utf8' });
  t.equal(status, 0);
  t.match(
    stdout,
    /^\[\d{10}\] PROCESS_SERVICE_CHECK_RESULT;cp-1;API server certificates;1;APISERVER CERTS WARNING - check --output nagios --kubeconfig a b; a \\\| 'critical'=0;;0;0\n$/,
  );
  t.end();
});

void t.test('promtool accepts the rules, which fire for old metrics only', (t) => {
  const promtool = requireTool(t, 'promtool');
  const [rules = ''] = blocks('yaml');
  if (promtool !== undefined) {
    const folder = t.testdir({ 'rules.yml': rules, 'test.yml': JSON.stringify(ruleTest) });
    const { status, stderr, stdout } = spawnSync(promtool, ['test', 'rules', 'test.yml'], {
      cwd: folder,
      encoding: 'utf8',
    });
    t.equal(status, 0, `${stdout}${stderr}`);
  }
  t.end();
});

/** The file is written at 0, 15 and 30 minutes, and never again; node_exporter cannot read it after three hours. */
const ruleTest = {
  rule_files: ['rules.yml'],
  evaluation_interval: '1m',
  tests: [
    {
      interval: '1m',
      input_series: [
        {
          series: 'apiserver_check_timestamp_seconds{instance="a"}',
          values: `0x15 900x15 1800x150 ${'_ '.repeat(60).trim()}`,
        },
        { series: 'node_textfile_scrape_error{instance="a"}', values: '0x180 1x120' },
      ],
      alert_rule_test: [
        { eval_time: '89m', alertname: 'ApiserverCheckOld', exp_alerts: [] },
        { eval_time: '89m', alertname: 'ApiserverCheckFileMissing', exp_alerts: [] },
        {
          eval_time: '97m',
          alertname: 'ApiserverCheckOld',
          exp_alerts: [
            {
              exp_labels: { severity: 'warning', instance: 'a' },
              exp_annotations: {
                summary: 'The API servers are not checked any more',
                description: 'The last check on a was 1h 7m 0s ago. First: systemctl status apiserver-check.',
              },
            },
          ],
        },
        {
          eval_time: '187m',
          alertname: 'ApiserverCheckFileMissing',
          exp_alerts: [
            {
              exp_labels: { severity: 'warning', instance: 'a' },
              exp_annotations: {
                summary: 'node_exporter has no metrics of the API servers, or cannot read a file',
                description:
                  'Its log says why. First: journalctl -u prometheus-node-exporter, and promtool check metrics < apiserver.prom.',
              },
            },
          ],
        },
      ],
    },
  ],
};
