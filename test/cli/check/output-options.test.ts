import t from 'tap';
import { checkOutputs, outputFileHelp } from '../../../src/cli/check/output-options.js';
import { runProgram } from '../run-program.js';

void t.test('every output, and a file for each', async (t) => {
  for (const output of checkOutputs)
    t.match((await runProgram('check', '--output', output, '--output-file', 'f')).ran[2], { output, outputFile: 'f' });
  t.match((await runProgram('check')).ran[2], { output: 'table', outputFile: undefined });
  t.match((await runProgram('check', '--output=xml')).error, /Allowed choices are table, json, nagios, openmetrics/);
  t.match(outputFileHelp, /\(default: /);
});

void t.test('inspect has two of them', async (t) => {
  t.match((await runProgram('inspect', 'f', '--output=nagios')).error, /Allowed choices are table, json\./);
});
