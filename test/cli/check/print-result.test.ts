import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import t from 'tap';
import { printResult } from '../../../src/cli/check/print-result.js';
import type { CheckOptions } from '../../../src/cli/check/command.js';
import type { CheckResult } from '../../../src/cli/check/result.js';
import { parseSnapshot } from '../../../src/cli/check/since/read-snapshot.js';
import { snapshotOf } from '../../../src/cli/check/since/snapshot.js';
import { checkValue } from '../../../src/cli/check/json.js';
import { certificate, day, down, now, report, target } from '../../fixtures/report.js';
import { noFlags } from './no-flags.js';
import { result, threeAndOne } from './result-fixture.js';

interface Setting {
  readonly before?: CheckResult | 'first' | undefined;
  readonly after?: CheckResult;
  readonly output?: CheckOptions['output'];
  readonly outputFile?: string | undefined;
  readonly save?: string | undefined;
  readonly failure?: string;
  readonly isWatched?: boolean;
  readonly color?: boolean;
}

/** What is printed and saved. */
async function printed({ before, after = fine, isWatched = false, color = false, failure, ...given }: Setting) {
  const texts = { stdout: '', stderr: '', saved: '', written: '' };
  const options = { ...noFlags, ...given };
  const io = {
    stdout: (text: string) => void (texts.stdout += text),
    stderr: (text: string) => void (texts.stderr += text),
  };
  const snapshot = before === undefined || before === 'first' ? undefined : snapshotOf(checkValue(before));
  const writeFile = (path: string, content: string | Iterable<string>, mode?: number) => {
    const text = typeof content === 'string' ? content : [...content].join('');
    if (path === options.outputFile) {
      t.equal(mode, 0o644);
      texts.written = text;
      return Promise.resolve(failure);
    }
    t.ok(texts.stdout !== '' || texts.written !== '' || before === after, 'printed before it is saved');
    texts.saved = text;
    return Promise.resolve(failure);
  };
  const code = await printResult({ result: after, earlier: before && { file: 's.json', snapshot }, options }, io, {
    writeFile,
    color,
    width: 100,
    isWatched,
  });
  return { code, ...texts };
}

const fine = result(target(report()));
const warning = result(target(report({ serving: [certificate({ notAfter: now + 20 * day })] })));
const critical = result(threeAndOne);

void t.test('without --since, all is printed', async (t) => {
  t.match(await printed({ after: warning }), {
    code: 1,
    stdout: /^┌.*WARNING \(exit code 1\)/s,
    stderr: '',
    saved: '',
  });
});

void t.test('nothing changed: silence, and the exit code of the state', async (t) => {
  t.match(await printed({ before: warning, after: warning }), { code: 1, stdout: '', stderr: '' });
  t.match(await printed({ before: warning, after: warning, isWatched: true }), {
    stdout: '',
    stderr: /^Nothing has changed since 2026-11-21 12:00 UTC\. WARNING \(exit code 1\): 1 endpoint; 1 warning/,
  });
});

void t.test('the result is saved as it is, not what changed', async (t) => {
  const { saved, code, stdout } = await printed({ before: fine, after: warning, save: 's.json' });
  t.equal(code, 1);
  t.match(stdout, /^Changes since /);
  t.same(parseSnapshot(Buffer.from(saved)), { state: 'read', snapshot: snapshotOf(JSON.parse(saved)) });
  t.notOk('since' in (JSON.parse(saved) as object));
});

void t.test('the first check is printed as a whole', async (t) => {
  t.match(await printed({ before: 'first', after: warning, save: 's.json' }), {
    code: 1,
    stdout: /^First check, because s\.json does not exist: everything is new\.\n\n┌.*WARNING \(exit code 1\)/s,
    saved: /"version": 1/,
  });
});

void t.test('a result that cannot be compared is neither printed nor saved', async (t) => {
  const other = result({ ...target(down({ address: 'z:1' })), target: { name: 'edge', labels: {} } });
  t.match(await printed({ before: other, save: 's.json', output: 'json' }), {
    code: 3,
    stdout: '',
    saved: '',
    stderr: /^--since s\.json: is of another control plane \(edge\), and this check of prod/,
  });
});

void t.test('a result that cannot be saved is unknown, unless it is critical', async (t) => {
  const failure = 'its folder does not exist';
  const stderr = '--save /no/s.json: its folder does not exist\n';
  t.match(await printed({ save: '/no/s.json', failure }), { code: 3, stderr, stdout: /exit code 0/ });
  t.match(await printed({ after: critical, save: '/no/s.json', failure }), { code: 2, stderr });
});

const schema = JSON.parse(readFileSync('docs/check.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

void t.test('JSON has the whole result, and the changes as the schema says', async (t) => {
  for (const before of [fine, warning, critical, 'first'] as const)
    for (const after of [fine, warning, critical]) {
      const { stdout } = await printed({ before, after, output: 'json' });
      const value = JSON.parse(stdout) as { readonly since: { readonly changes: readonly unknown[] } };
      validate(value);
      t.same(validate.errors, null);
      t.equal(value.since.changes.length === 0, before === after);
      t.equal(parseSnapshot(Buffer.from(stdout)).state, 'read', 'it is what the next check can be compared with');
    }
});

void t.test('a file has what would be printed, without colours, and nothing is printed', async (t) => {
  for (const output of ['table', 'json', 'nagios', 'openmetrics', 'plan', 'ics'] as const) {
    const { stdout } = await printed({ after: critical, output });
    t.ok(stdout.endsWith('\n') && !stdout.endsWith('\n\n'), output);
    const file = await printed({ after: critical, output, outputFile: 'f', color: true });
    t.match(file, { code: 2, stdout: '', stderr: '', written: stdout });
  }
  t.match(await printed({ outputFile: 'f', save: 's' }), { written: /OK/, saved: /"version": 1/ });
  const unchanged = await printed({ before: warning, after: warning, outputFile: 'f' });
  t.match(unchanged, { code: 1, stdout: '', written: '' }, 'nothing changed: an empty file');
});

void t.test('a file that cannot be written is unknown, unless it is critical, and nothing is saved', async (t) => {
  const failure = 'its folder does not exist';
  const stderr = '--output-file f: its folder does not exist\n';
  t.match(await printed({ outputFile: 'f', save: 's', failure }), { code: 3, stdout: '', stderr, saved: '' });
  t.match(await printed({ after: critical, outputFile: 'f', failure }), { code: 2, stderr });
});

void t.test('the line of a plugin, and metrics', async (t) => {
  t.match(await printed({ after: warning, output: 'nagios' }), {
    code: 1,
    stdout: /^APISERVER CERTS WARNING - 1 endpoint; 1/,
  });
  t.match(await printed({ after: warning, output: 'openmetrics' }), {
    stdout: /\napiserver_check_exit_code 1\n[^]*\n# EOF\n$/,
  });
});

void t.test('the year ahead, as text and as a calendar', async (t) => {
  t.match(await printed({ after: warning, output: 'plan' }), {
    code: 1,
    stdout:
      /^From 2026-11-21 to 2027-11-21, in UTC\.\n.*\n\nA plan is of ends: .*\n\nWARNING \(exit code 1\): 1 endpoint; 1 warning\n$/s,
  });
  const calendar = await printed({ after: warning, output: 'ics' });
  t.match(calendar, { code: 1, stdout: /^BEGIN:VCALENDAR\r\n.*\r\nEND:VCALENDAR\r\n$/s });
  t.notMatch(calendar.stdout, /[^\r]\n/);
});
