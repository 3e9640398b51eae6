import { Command } from 'commander';
import t from 'tap';
import {
  examples,
  nameOption,
  outputOption,
  pathOfMetrics,
  positiveSeconds,
  wholeNumber,
} from '../../src/cli/command-line.js';

void t.test('numbers', (t) => {
  t.equal(positiveSeconds('0.5'), 0.5);
  t.equal(positiveSeconds('5s'), 5);
  for (const text of ['0', '', '1e3', '-1', 'Infinity', '5m', '123456', '1.2345'])
    t.throws(() => positiveSeconds(text), text);
  t.equal(wholeNumber('0'), 0);
  t.equal(wholeNumber('40'), 40);
  for (const text of ['', '-1', '1e3', '1.5', '1234567']) t.throws(() => wholeNumber(text), text);
  t.end();
});

void t.test('the path of the metrics', (t) => {
  for (const path of ['/', '/metrics', '/a/b-c_d.e~f', '/probes', '/docs-of-mine']) t.equal(pathOfMetrics(path), path);
  const refused = [
    '',
    'metrics',
    '/a?b',
    '/:x',
    '/*',
    '//a',
    '/a/',
    '/probe',
    '/probe/x',
    '/sd',
    '/-/ready',
    '/docs',
    '/docs/',
    '/plan.ics',
    '/a b',
    '/%41',
  ];
  for (const path of refused) t.throws(() => pathOfMetrics(path), { message: /^Expected a path/ }, path);
  t.end();
});

void t.test('a repeated option', (t) => {
  const option = nameOption('a name');
  t.match(option, { defaultValue: [], description: 'a name (repeatable)' });
  t.same(option.parseArg?.('b', ['a']), ['a', 'b']);
  t.end();
});

void t.test('--output', (t) => {
  t.same(new Command().addOption(outputOption()).parse([], { from: 'user' }).opts(), { output: 'table' });
  t.end();
});

void t.test('examples', (t) => {
  t.equal(
    examples(['', '--a'], ['check', 'b']),
    '\nExamples:\n  $ apiserver-cert-exporter --a\n  $ apiserver-cert-exporter check b',
  );
  t.end();
});
