import t from 'tap';
import { createFindingWriter } from '../../../src/cli/check/finding-writer.js';
import { remedyLines } from '../../../src/cli/check/remedy-text.js';
import { finding, ofKubeadm } from './finding-fixture.js';

const write = createFindingWriter({ color: false, width: 80 });

void t.test('commands with what they change, how one sees that they worked, and the way back', (t) => {
  const remedy = { advice: ['Renew it.'], beware: ['it hangs.'], procedures: [{ ...ofKubeadm, stage: '1. Look' }] };
  const own = { ...finding, remedy, distributions: ['kubeadm' as const] };
  t.same(remedyLines(own, [], write), [
    '   What to do: Renew it.',
    '   Beware: it hangs.',
    '',
    '   kubeadm, 1. Look: It replaces two files. A minute.',
    '     date -u',
    '   It worked: the names are there.',
    '   The way back:',
    '     # none',
  ]);
  const back = Array.from({ length: 7 }, () => 'true');
  const long = { ...own, remedy: { ...remedy, procedures: [{ ...ofKubeadm, back }] } };
  t.match(remedyLines(long, [], write).at(-2), 'The way back: 7 lines, on the status page');
  t.same(remedyLines(own, [own], write).at(-1), '   Commands: the same as for finding 1.');
  t.end();
});
