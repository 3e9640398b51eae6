import { testInside } from '../three-nodes-namespace.js';

// The namespace has no default route.
testInside(new URL('./kubeadm-reissue.inside.js', import.meta.url), 'the certificate of a kubeadm node', {
  needs: ['kubectl', 'openssl'],
  seconds: 500,
});
