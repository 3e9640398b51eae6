import { testInside } from './three-nodes-namespace.js';

testInside(
  new URL('./kubeadm-local-server.inside.js', import.meta.url),
  'check --kubeadm on nodes whose API server lives, dies and is stopped',
  { seconds: 200, versions: 'newest' },
);
