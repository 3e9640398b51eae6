import t from 'tap';
import { clusterNames } from '../../src/discovery/expected-names.js';

void t.test("the service's names, in short and in full, and its IPs", (t) => {
  t.same(
    clusterNames(['10.96.0.1', 'fd00::1'], 'example.internal').map(({ kind, text }) => `${kind} ${text}`),
    [
      'dns kubernetes',
      'dns kubernetes.default',
      'dns kubernetes.default.svc',
      'dns kubernetes.default.svc.example.internal',
      'ip 10.96.0.1',
      'ip fd00::1',
    ],
  );
  t.end();
});
