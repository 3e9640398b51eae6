import t from 'tap';
import { replaceCa } from '../../../src/findings/remedies/replace-ca.js';

void t.test('kubeadm has stages for a new key, and kinds without any have those of a CA that ends', (t) => {
  const of = (kind: string): readonly string[] =>
    replaceCa.procedures
      .filter(({ distributions }) => distributions.some((each) => each === kind))
      .flatMap(({ lines }) => lines);
  t.match(of('kubeadm').join('\n'), '/root/ca-next');
  t.match(of('kops').join('\n'), 'kops promote keypair kubernetes-ca');
  t.end();
});
