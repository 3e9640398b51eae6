import t from 'tap';
import { openFindings } from '../../../../src/cli/check/since/open-findings.js';
import { finding } from './snapshots.js';

void t.test('counts what was open, by target and by address', (t) => {
  const open = openFindings([
    finding({ addresses: ['a:1', 'b:1'] }),
    finding({ severity: 'critical', id: 'x' }),
    finding({ severity: 'info' }),
    finding({ target: undefined }),
  ]);
  t.equal(open('prod'), '; last seen there: 1 critical finding, 1 warning');
  t.equal(open('prod', 'b:1'), '; last seen there: 1 warning');
  t.equal(open('prod', 'c:1'), '');
  t.equal(open('edge'), '');
  t.end();
});
