import t from 'tap';
import { controlPlanes } from '../../../src/findings/control-planes/control-planes.js';
import { distributions } from '../../../src/findings/procedures/distribution.js';

void t.test('each kind of control plane is in the table once', (t) => {
  t.same([...distributions].toSorted(), Object.keys(controlPlanes).toSorted());
  t.end();
});
