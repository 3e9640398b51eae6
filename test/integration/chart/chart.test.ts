import t from 'tap';
import { skippedWithout } from '../requires.js';
import { testInside } from '../three-nodes-namespace.js';
import { podAddress } from './kubelet-files.js';
import { apiServiceAddress } from './pod-environment.js';

const title = 'the chart on a real kube-apiserver';
const options = skippedWithout('helm');
if (options.skip === false) {
  testInside(new URL('./chart.inside.js', import.meta.url), title, {
    needs: ['crds', 'haproxy', 'mount-namespace', 'prometheus'],
    others: [podAddress, apiServiceAddress],
    seconds: 120,
  });
} else void t.test(title, options, () => undefined);
