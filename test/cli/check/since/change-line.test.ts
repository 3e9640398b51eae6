import t from 'tap';
import { changeLine } from '../../../../src/cli/check/since/change-line.js';

const change = {
  change: 'process_restarted',
  target: 'prod',
  addresses: ['a:1', 'b:1'],
  files: [],
  text: 'x',
} as const;

void t.test('the place comes first, with the target if there are several', (t) => {
  t.equal(changeLine(change, false), 'a:1, b:1: x');
  t.equal(changeLine(change, true), 'prod a:1, b:1: x');
  t.equal(changeLine({ ...change, addresses: [] }, true), 'prod: x');
  t.equal(changeLine({ ...change, addresses: [] }, false), 'x');
  t.equal(changeLine({ ...change, target: undefined, addresses: [], files: ['/a.crt'] }, true), '/a.crt: x');
  t.end();
});
