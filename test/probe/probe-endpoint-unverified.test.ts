import t from 'tap';
import { createProbedCluster } from './probed-cluster.js';

const { startedAt, start, probe } = await createProbedCluster();

void t.test('nothing is judged where clients verify nothing, and all else is seen', async (t) => {
  const server = await start(t);
  const names = ['metrics-server.kube-system.svc'];
  const report = await probe(server.port, { isVerified: false, serverName: names[0]!, names, http: true });
  t.match(report, {
    isVerified: false,
    trust: { state: 'unknown', refusal: undefined },
    names: { length: 0 },
    namesNotHere: { length: 0 },
    loopback: { state: 'found', startedAt },
    serving: [{ subjectCommonName: 'kube-apiserver' }],
    http: { gitVersion: 'v1.20.2' },
    failures: { length: 0 },
  });
  t.same([...server.seen.sniSeen].sort(), ['apiserver-loopback-client', ...names], 'the SNI is sent');
});
