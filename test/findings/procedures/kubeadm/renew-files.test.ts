import t from 'tap';
import { kubeadmRenewFiles } from '../../../../src/findings/procedures/kubeadm/renew-files.js';

void t.test('the certificates are checked before their users are restarted', (t) => {
  const lines = kubeadmRenewFiles.lines.join('\n');
  const at = (part: string): number => lines.indexOf(part);
  t.ok(
    at('cp -a /etc/kubernetes') < at('kubeadm certs renew all') && at('kubeadm certs renew all') < at('openssl verify'),
  );
  t.ok(at('openssl verify') < at('restart etcd'));
  t.match(kubeadmRenewFiles.back.join('\n'), /put_back "\$old"[^]*restart etcd/);
  t.end();
});
