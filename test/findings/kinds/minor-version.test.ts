import t from 'tap';
import { minorVersion } from '../../../src/findings/kinds/minor-version.js';

void t.test('the minor version', (t) => {
  t.equal(minorVersion('v1.36.3'), 36);
  t.equal(minorVersion('v1.9.11+k3s1'), 9);
  t.equal(minorVersion('v0.0.0-master+$Format:%H$'), undefined);
  t.end();
});
