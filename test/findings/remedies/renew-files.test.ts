import t from 'tap';
import { renewFiles } from '../../../src/findings/remedies/renew-files.js';
import { forgotten } from './procedures.js';

void t.test('a procedure for each kind of control plane', (t) => {
  t.same(forgotten(renewFiles), []);
  t.end();
});

void t.test('warns of each trap', (t) => {
  const text = renewFiles.beware.join('\n');
  for (const trap of ['does not renew the CAs', 'copies keep']) t.match(text, trap);
  t.end();
});
