import t from 'tap';
import { formatProblem } from '../../src/document/problem.js';
import { inClusterAccess, isInCluster } from '../../src/kube/in-cluster.js';

const env = (KUBERNETES_SERVICE_HOST?: string, KUBERNETES_SERVICE_PORT?: string) => ({
  KUBERNETES_SERVICE_HOST,
  KUBERNETES_SERVICE_PORT,
});

void t.test('the service account of the pod', (t) => {
  const result = inClusterAccess(env('10.96.0.1', '443'));
  t.match(result, {
    ok: true,
    access: {
      name: 'in-cluster',
      isPod: true,
      server: { host: { kind: 'ip', text: '10.96.0.1' }, port: 443, path: '' },
      insecure: false,
      ca: { kind: 'file', path: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' },
      token: { kind: 'file', path: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
      unsupported: [],
    },
  });
  t.match(inClusterAccess(env('fd00::1', '6443'), '/sa'), { access: { token: { path: '/sa/token' } } });
  t.end();
});

void t.test('a pod is recognized by its environment', (t) => {
  t.equal(isInCluster(env('10.96.0.1', '443')), true);
  for (const other of [env(), env('10.96.0.1'), env(undefined, '443'), env('', '')]) t.equal(isInCluster(other), false);
  t.end();
});

void t.test('an environment that makes no sense is reported', (t) => {
  const problem = (host?: string, port?: string) => {
    const result = inClusterAccess(env(host, port));
    return result.ok ? 'fine' : result.problems.map(formatProblem).join('\n');
  };
  const rest = 'as the kubelet gives it to every pod; outside a cluster, give a kubeconfig';
  t.equal(problem(), `environment: KUBERNETES_SERVICE_HOST: expected an IP address, ${rest}`);
  t.equal(problem('a b', '443'), `environment: KUBERNETES_SERVICE_HOST: expected an IP address, ${rest}`);
  for (const port of [undefined, '', '0', '65536', 'https', '443 ']) {
    t.equal(problem('10.96.0.1', port), `environment: KUBERNETES_SERVICE_PORT: expected a port, ${rest}`);
  }
  t.end();
});
