import { execFileSync } from 'node:child_process';
import t from 'tap';
import { parseRecord, recordName, recordText } from '../../../src/cli/export/record.js';
import { sha256 } from '../../../src/cli/export/sha256.js';

void t.test('what was written is read again, also by sha256sum', (t) => {
  const record = new Map([
    ['alerts.yml', sha256('a')],
    ['templates/_x.tpl', sha256('b')],
    ['.helmignore', sha256('c')],
  ]);
  t.same(parseRecord(recordText(record)), record);
  const name = recordName('chart');
  t.equal(name, '.apiserver-cert-exporter-chart.sha256');
  const cwd = t.testdir({
    'alerts.yml': 'a',
    templates: { '_x.tpl': 'b' },
    '.helmignore': 'c',
    [name]: recordText(record),
  });
  t.match(execFileSync('sha256sum', ['--check', name], { cwd, encoding: 'utf8' }), /alerts\.yml: OK\n/);
  t.end();
});

void t.test('a line that leads out of the folder, or is not one of ours, names nothing', (t) => {
  const hash = sha256('a');
  const lines = [
    ...['../x', '/etc/passwd', 'a/../../x', './x', 'a//b', 'a/', '', '..', '.', 'a b', 'a\u202eb'].map(
      (path) => `${hash}  ${path}`,
    ),
    `${hash} x`,
    `${hash.toUpperCase()}  x`,
    'x',
  ];
  t.same(parseRecord(lines.join('\n')), new Map());
  t.equal(parseRecord(`${hash}  x`).get('x'), hash);
  t.end();
});
