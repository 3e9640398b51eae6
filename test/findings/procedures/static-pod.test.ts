import t from 'tap';
import { manifestInPlace } from '../../../src/findings/procedures/static-pod.js';

void t.test('the manifest is moved beside the folder that the kubelet watches', (t) => {
  const pod = { manifest: '/etc/kubernetes/manifests/etcd.yaml', container: 'etcd', crictl: 'crictl' };
  t.match(manifestInPlace(pod)[0], 'away="/etc/kubernetes/etcd.yaml.away"');
  t.end();
});
