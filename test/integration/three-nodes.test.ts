import { testInside } from './three-nodes-namespace.js';

testInside(new URL('./three-nodes.inside.js', import.meta.url), 'three nodes behind a load balancer', { seconds: 270 });
