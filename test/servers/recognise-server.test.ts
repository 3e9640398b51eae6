import fc from 'fast-check';
import t from 'tap';
import { recogniseServer, type ShownOfServer } from '../../src/servers/recognise-server.js';
import { serverKindNames } from '../../src/servers/server-kind.js';

const nothing: ShownOfServer = { configured: undefined, hasLoopback: true, checks: [], names: [], isSelfMade: false };
const kindOf = (change: Partial<ShownOfServer>) => recogniseServer({ ...nothing, ...change })?.kind;

/** The checks that real servers of these versions have, as far as they tell them apart. */
const seen = {
  // 1.20.2 and 1.36.3
  'kube-apiserver': [
    ['ping', 'log', 'etcd', 'poststarthook/start-kube-apiserver-admission-initializer', 'autoregister-completion'],
    ['ping', 'poststarthook/start-apiserver-admission-initializer', 'poststarthook/start-kube-aggregator-informers'],
    ['ping', 'poststarthook/generic-apiserver-start-informers', 'poststarthook/bootstrap-controller'],
  ],
  // sample-apiserver 0.37.2
  aggregated: [
    ['ping', 'log', 'etcd', 'poststarthook/start-sample-server-informers'],
    // It has a leader, and controllers named as in a controller manager.
    ['leaderElection', 'namespace-controller', 'poststarthook/generic-apiserver-start-informers'],
  ],
  // 0.9.0
  'metrics-server': [['ping', 'log', 'poststarthook/max-in-flight-filter', 'metadata-informer-sync']],
  // 1.34.4, with a leader and without
  'kube-controller-manager': [['leaderElection', 'serviceaccount-token-controller'], ['ttl-controller']],
  'kube-scheduler': [['leaderElection'], ['ping', 'sched-handler-sync']],
  // cloud-provider 0.34.4
  'cloud-controller-manager': [['leaderElection', 'cloud-node-controller', 'service-lb-controller']],
} as const;

void t.test('by the health checks of each, in any order', (t) => {
  for (const kind of serverKindNames) {
    for (const checks of seen[kind]) {
      t.equal(kindOf({ checks }), kind, checks.join(', '));
      t.equal(kindOf({ checks: checks.toReversed(), hasLoopback: false }), kind, 'also where it has no loopback');
    }
  }
  t.end();
});

void t.test('the end of the loopback certificate breaks what shows informers of its own', (t) => {
  const endOf = (...checks: readonly string[]) => recogniseServer({ ...nothing, checks })?.loopbackEnd;
  // sample-apiserver 0.37.2, pkg/cmd/server/start.go
  t.equal(endOf('ping', 'poststarthook/start-sample-server-informers'), 'breaks');
  t.equal(endOf('poststarthook/start-service-catalog-apiserver-informers'), 'breaks');
  t.equal(endOf('poststarthook/generic-apiserver-start-informers'), 'may_break', 'these ask kube-apiserver');
  t.equal(endOf('poststarthook/openshift.io-startinformers'), 'may_break');
  t.equal(endOf(...seen['kube-apiserver'][0]), 'breaks');
  const configured = { ...nothing, configured: 'aggregated' } as const;
  t.equal(recogniseServer(configured)?.loopbackEnd, 'may_break');
  t.equal(recogniseServer({ ...configured, checks: seen.aggregated[0] })?.loopbackEnd, 'breaks');
  const harmless = ['metrics-server', 'kube-controller-manager', 'kube-scheduler', 'cloud-controller-manager'] as const;
  for (const kind of harmless)
    t.equal(recogniseServer({ ...nothing, configured: kind })?.loopbackEnd, 'harmless', kind);
  t.end();
});

void t.test('by names, and by a certificate of its own, only where the library answers', (t) => {
  const names = ['kubernetes', 'kubernetes.default.svc'];
  t.equal(kindOf({ names }), 'kube-apiserver');
  t.equal(kindOf({ names: ['metrics-server.kube-system.svc'] }), 'metrics-server');
  t.equal(kindOf({ names: ['metrics-server.kube-system.svc'], hasLoopback: false }), undefined);
  t.equal(kindOf({ names: ['localhost'], isSelfMade: true }), 'aggregated');
  t.equal(kindOf({ names, isSelfMade: true }), 'kube-apiserver', 'it makes its own where it has no file');
  t.equal(kindOf({ names: ['localhost'], isSelfMade: true, hasLoopback: false }), undefined);
  t.equal(kindOf({ checks: ['ping', 'log', 'etcd'] }), undefined, 'any server has these');
  t.end();
});

void t.test('what the target says counts, but anything may be behind an APIService', (t) => {
  fc.assert(
    fc.property(
      fc.constantFrom(...serverKindNames),
      fc.constantFrom(...serverKindNames.flatMap((kind) => [...seen[kind]])),
      (configured, checks) => {
        const found = recogniseServer({ ...nothing, configured, checks });
        const isRefined = configured === 'aggregated' && checks.some((check) => check === 'metadata-informer-sync');
        return found?.kind === (isRefined ? 'metrics-server' : configured) && found.because.length > 0;
      },
    ),
  );
  t.end();
});
