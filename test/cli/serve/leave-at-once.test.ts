import t from 'tap';
import { leaveAtOnce } from '../../../src/cli/serve/leave-at-once.js';

void t.test('by another program where that is possible, else by a signal', (t) => {
  const done: unknown[] = [];
  const leaving = { pid: 7, execPath: '/node', kill: (...args: unknown[]) => void done.push(args) };
  leaveAtOnce(leaving);
  leaveAtOnce({ ...leaving, execve: (...args) => void done.push(args) });
  t.same(done, [
    [7, 'SIGKILL'],
    ['/node', ['/node', '-e', '0']],
    [7, 'SIGKILL'],
  ]);
  t.end();
});
