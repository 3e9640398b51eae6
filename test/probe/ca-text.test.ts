import t from 'tap';
import { caText } from '../../src/probe/ca-text.js';

void t.test('whose CA it is', (t) => {
  const path = '/etc/edge/admin.conf';
  t.equal(caText({ kind: 'file', path: '/ca.crt' }), 'the CA in /ca.crt');
  t.equal(
    caText({ kind: 'file', path: '/ca.crt', problem: 'no such file' }),
    'the CA in /ca.crt, as it was read before: no such file',
  );
  t.equal(caText({ kind: 'inline', path: undefined }), 'the CA in the configuration itself');
  t.equal(caText({ kind: 'kubeconfig', path }), 'the CA of the kubeconfig /etc/edge/admin.conf');
  t.equal(
    caText({ kind: 'kubeconfig', path, named: '/etc/edge/ca.crt', problem: 'it cannot be read' }),
    'the CA of the kubeconfig /etc/edge/admin.conf (/etc/edge/ca.crt): it cannot be read',
  );
  t.equal(caText({ kind: 'pod', path: '/run/ca.crt' }), 'the CA of the pod (/run/ca.crt)');
  t.equal(caText({ kind: 'public', path: undefined }), 'the public roots, since the kubeconfig has no CA');
  const named = 'APIService v1.example.com';
  t.equal(caText({ kind: 'bundle', path: undefined, named }), 'the caBundle of APIService v1.example.com');
  t.equal(
    caText({ kind: 'public', path: undefined, named }),
    'the public roots, since APIService v1.example.com has no CA',
  );
  t.end();
});
