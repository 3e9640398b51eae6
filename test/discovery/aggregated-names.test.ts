import t from 'tap';
import { aggregatedNames } from '../../src/discovery/aggregated-names.js';
import { aggregatedGroups } from '../../src/kube/aggregated-groups.js';
import type { ApiService } from '../../src/kube/api-services.js';

const apiService = (name: string, service: string, port = 443): ApiService => ({
  name,
  service: { namespace: 'apis', name: service, port },
  trust: { kind: 'public' },
});

void t.test('by the service, and by the APIService where a service has several', (t) => {
  const all = [
    apiService('v1.a', 'one'),
    apiService('v1.b', 'one', 8443),
    apiService('v1.c', 'one', 9443),
    apiService('v1.d', 'two'),
    apiService('v2.a', 'one'),
  ];
  const expected = ['east/one.apis', 'east/one.apis/v1.b', 'east/one.apis/v1.c', 'east/two.apis'];
  t.same(aggregatedNames('east', aggregatedGroups(all)), expected);
  t.same(aggregatedNames('east', aggregatedGroups(all.toReversed())), expected, 'whatever the order of the list');
  t.end();
});
