import { testInside } from './three-nodes-namespace.js';

testInside(new URL('./cluster-api.inside.js', import.meta.url), 'a management cluster of Cluster API', {
  seconds: 120,
  versions: 'newest',
});
