import t from 'tap';
import { waitOptions } from '../../../src/cli/check/wait-options.js';

const none = { waitRestarted: undefined, restartedAfter: undefined, waitCovered: undefined, waitTimeout: undefined };

void t.test('what is waited for', (t) => {
  t.equal(waitOptions(none), undefined);
  t.match(waitOptions({ ...none, waitRestarted: true }), { restart: true, after: undefined, isNamed: true });
  t.match(waitOptions({ ...none, restartedAfter: '1' }), { restart: true, after: '1', isNamed: true });
  t.match(waitOptions({ ...none, waitCovered: true, waitTimeout: 7 }), { restart: false, seconds: 7, isNamed: true });
  t.match(waitOptions({ ...none, waitTimeout: 7 }), { isNamed: false });
  t.end();
});
