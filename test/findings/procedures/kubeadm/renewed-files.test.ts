import t from 'tap';
import {
  backupFiles,
  beforeFilesChange,
  judgeFiles,
} from '../../../../src/findings/procedures/kubeadm/renewed-files.js';

void t.test('nothing changes before the backup, and its files are put back until the new ones were judged', (t) => {
  t.notOk(beforeFilesChange.some((line) => /^ *(?:command cp|mv|rm|kubeadm) /.test(line)));
  const [first] = backupFiles('/root/x');
  t.match(first, /^backup=\/root\/x-\$\(date/);
  t.equal(backupFiles('/root/x').at(-1), 'trap undo EXIT');
  const lines = judgeFiles.join('\n');
  t.ok(lines.indexOf('openssl verify') < lines.indexOf('trap - EXIT'));
  t.end();
});
