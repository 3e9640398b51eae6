import t from 'tap';
import { refuseCheck } from '../../../src/cli/check/refuse-check.js';
import type { OutputOptions } from '../../../src/cli/check/output-options.js';

function refused(options: OutputOptions) {
  const texts = { stdout: '', stderr: '' };
  const io = {
    stdout: (text: string) => void (texts.stdout += text),
    stderr: (text: string) => void (texts.stderr += text),
  };
  return { code: refuseCheck(['a\n', 'b'], options, io), ...texts };
}

void t.test('every problem, one line each, and 3', (t) => {
  const stderr = 'a\\u{a}\nb\n';
  for (const output of ['table', 'json', 'openmetrics'] as const)
    t.same(refused({ output, outputFile: undefined }), { code: 3, stdout: '', stderr });
  t.same(refused({ output: 'nagios', outputFile: 'f' }), { code: 3, stdout: '', stderr });
  t.end();
});

void t.test('a monitoring server sees only stdout', (t) => {
  const stdout = 'APISERVER CERTS UNKNOWN - cannot check: a\\u{a}; b\n';
  t.match(refused({ output: 'nagios', outputFile: undefined }), { code: 3, stdout });
  t.end();
});
