import { testInside } from '../three-nodes-namespace.js';

testInside(new URL('./kubeadm-external-ca.inside.js', import.meta.url), 'the certificate of an external CA', {
  needs: ['openssl'],
  seconds: 300,
});
