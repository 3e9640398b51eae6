import t from 'tap';
import { rightsOf } from '../integration/discovery-rights.js';
import { skippedWithout } from '../integration/requires.js';
import { renderChart } from './chart.js';
import { exporterOf } from './chart-pods.js';

type Values = Readonly<Record<string, unknown>>;

const discovery = [
  'cluster: get /livez',
  'cluster: get /metrics',
  'cluster: get /metrics/slis',
  'cluster: get /version',
  'cluster: list nodes',
  'default: get services',
  'default: list endpointslices',
];

const aggregated = ['cluster: get services', 'cluster: list apiservices', 'cluster: list endpointslices'];

const clusterApi = (place: string): readonly string[] => [
  `${place}: get secrets`,
  `${place}: list clusters`,
  `${place}: list secrets`,
];

const targets = (all: Values): Values => ({ config: { targets: { kubernetes: { enabled: false }, ...all } } });
const kubeconfig = { file: '/etc/x.conf' };
const addresses = ['10.225.4.51'];

/** What is monitored, and the rights of the pod's account. */
const cases: Readonly<Record<string, { readonly values: Values; readonly rights: readonly string[] }>> = {
  nothing: { values: {}, rights: discovery },
  'the API servers of other clusters': {
    values: targets({ a: { kubeconfig, discovery: 'kubernetes' }, b: { addresses }, c: { kubeconfigs: ['/x/*'] } }),
    rights: [],
  },
  'other clusters, with null': { values: { config: { targets: { kubernetes: null, a: { addresses } } } }, rights: [] },
  'aggregated API servers': { values: targets({ a: { discovery: 'aggregated' } }), rights: aggregated },
  'those of another cluster': { values: targets({ a: { discovery: 'aggregated', kubeconfig } }), rights: [] },
  'all clusters of Cluster API': {
    values: targets({ a: { discovery: 'cluster-api', namespaces: ['x'] }, b: { discovery: 'cluster-api' } }),
    rights: clusterApi('cluster'),
  },
  'those of some namespaces': {
    values: targets({
      a: { discovery: 'cluster-api', namespaces: ['x', 'y'] },
      b: { discovery: 'cluster-api', namespaces: ['y'] },
    }),
    rights: [...clusterApi('x'), ...clusterApi('y')],
  },
  'a configuration of the user': {
    values: { existingConfig: { secret: 'x' }, rbac: { discovery: false, clusterApi: true } },
    rights: clusterApi('cluster'),
  },
  'neither nodes nor metrics': {
    values: { rbac: { nodes: false, metrics: false } },
    rights: discovery.filter((right) => right.startsWith('default:')),
  },
  'without nodes': {
    values: { rbac: { nodes: false } },
    rights: discovery.filter((right) => right !== 'cluster: list nodes'),
  },
  'roles of the user': { values: { rbac: { create: false } }, rights: [] },
};

for (const [name, { values, rights }] of Object.entries(cases)) {
  void t.test(`rights: ${name}`, skippedWithout('helm'), async (t) => {
    const objects = await renderChart({ namespace: 'monitoring', values });
    const granted = objects.flatMap((object) =>
      rightsOf(object).map((right) => `${object.metadata.namespace ?? 'cluster'}: ${right}`),
    );
    t.same(granted.sort(), [...rights].sort());

    const { pod } = exporterOf(objects);
    const hasRoles = name === 'roles of the user' || rights.length > 0;
    t.equal(pod.spec.automountServiceAccountToken, hasRoles, 'the pod has a token if it can use it');

    const account = { kind: 'ServiceAccount', name: pod.spec.serviceAccountName, namespace: 'monitoring' };
    const bindings = objects.filter(({ kind }) => kind.endsWith('RoleBinding'));
    const roles = objects.filter(({ kind }) => kind.endsWith('Role'));
    t.same(
      bindings.map(({ metadata }) => [metadata.namespace, metadata.name]),
      roles.map(({ metadata }) => [metadata.namespace, metadata.name]),
      'each role is bound',
    );
    for (const binding of bindings) t.match(binding, { subjects: [account], roleRef: { name: binding.metadata.name } });
  });
}
