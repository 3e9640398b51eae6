import t from 'tap';
import { controlPlanes } from '../../../src/findings/control-planes/control-planes.js';
import { distributions, slugOf } from '../../../src/findings/procedures/distribution.js';

void t.test('each kind of control plane is in the table once', (t) => {
  t.same([...distributions].toSorted(), Object.keys(controlPlanes).toSorted());
  t.end();
});

void t.test('each kind has a name of its own on the command line, without spaces', (t) => {
  const slugs = distributions.map(slugOf);
  t.equal(new Set(slugs).size, distributions.length);
  for (const slug of slugs) t.match(slug, /^[a-z\d]+(-[a-z\d]+)*$/);
  t.end();
});
