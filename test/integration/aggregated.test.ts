import { pods } from './aggregated-pods.js';
import { testInside } from './three-nodes-namespace.js';

testInside(new URL('./aggregated.inside.js', import.meta.url), 'aggregated API servers of a real kube-apiserver', {
  needs: [],
  others: pods,
  seconds: 150,
  versions: 'newest',
});
