import { testInside } from './three-nodes-namespace.js';

testInside(new URL('./missing-instances.inside.js', import.meta.url), 'an API server is missing, or was removed', {
  seconds: 240,
  versions: 'newest',
});
