import { testInside } from './three-nodes-namespace.js';

testInside(new URL('./discovery.inside.js', import.meta.url), 'three nodes that are found by themselves', {
  seconds: 300,
});
