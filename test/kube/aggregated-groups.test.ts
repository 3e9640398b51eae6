import fc from 'fast-check';
import t from 'tap';
import { aggregatedGroups, serviceKey } from '../../src/kube/aggregated-groups.js';
import type { AggregatorTrust, ApiService } from '../../src/kube/api-services.js';

const bundle = (key: string): AggregatorTrust => ({ kind: 'bundle', key, certificates: [] });
const apiService = (name: string, service = 'metrics-server', trust = bundle('a'), port = 443): ApiService => ({
  name,
  service: { namespace: 'kube-system', name: service, port },
  trust,
});

void t.test('one group for a service, its port and its CA', (t) => {
  const groups = aggregatedGroups([
    apiService('v1.z'),
    apiService('v1.b', 'sample', { kind: 'insecure' }),
    apiService('v1.a'),
    apiService('v1.c', 'metrics-server', bundle('b')),
    apiService('v1.d', 'metrics-server', bundle('a'), 8443),
    apiService('v1.e', 'metrics-server', { kind: 'unusable', key: 'a', message: '' }),
    apiService('v1.f', 'metrics-server', { kind: 'public' }),
  ]);
  t.same(
    groups.map(({ apiServices }) => apiServices),
    [['v1.a', 'v1.z'], ['v1.b'], ['v1.c'], ['v1.d'], ['v1.e'], ['v1.f']],
  );
  t.equal(serviceKey(groups[0]!.service), 'kube-system/metrics-server');
  t.end();
});

void t.test('the order of the list does not matter', (t) => {
  const all = ['v1.a', 'v1.b', 'v2.a', 'v2.b', 'v3.a'].map((name, at) => apiService(name, `s${at % 3}`));
  const expected = aggregatedGroups(all);
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
      t.same(aggregatedGroups(shuffled), expected);
    }),
    { numRuns: 20 },
  );
  t.end();
});
