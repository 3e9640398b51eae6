import { delimiter } from 'node:path';
import t from 'tap';
import { locateKubeconfig } from '../../src/kube/locate-kubeconfig.js';

const around = (KUBECONFIG?: string) => ({ env: { KUBECONFIG }, home: '/home/ada', cwd: '/srv' });

void t.test('--kubeconfig, else KUBECONFIG, else ~/.kube/config', (t) => {
  t.same(locateKubeconfig('f', around('/k')), { paths: ['/srv/f'], required: true });
  t.same(locateKubeconfig('/f', around()), { paths: ['/f'], required: true });
  t.same(locateKubeconfig(undefined, around(['', 'a', '/b', './a', ''].join(delimiter))), {
    paths: ['/srv/a', '/b'],
    required: false,
  });
  for (const empty of [undefined, '', delimiter]) {
    t.same(locateKubeconfig(undefined, around(empty)), { paths: ['/home/ada/.kube/config'], required: false });
  }
  t.end();
});
