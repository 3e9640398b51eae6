import t from 'tap';
import { withLocalServer } from '../../../src/cli/check/with-local-server.js';
import type { LocalPlace } from '../../../src/probe/local-server.js';
import type { Report } from '../../../src/probe/report.js';
import { noSuchManifest, place } from '../../fixtures/local-server.js';
import { down, report, target } from '../../fixtures/report.js';

const named = (name: string, ...reports: readonly Report[]) => ({
  ...target(...reports),
  target: { name, labels: {} },
});
const judge = (change: Partial<LocalPlace>, own: readonly Report[], balancer: Report) =>
  withLocalServer([named('admin.conf', balancer), named('this node', ...own)], {
    place: place(change),
    target: 'this node',
  });
const balancer = report({ address: 'lb:6443' });

void t.test('alive here, and the load balancer dead', (t) => {
  const dead = down({ address: 'lb:6443' });
  const { targets, localServer } = judge({}, [report()], dead);
  t.match(targets, [{ localAnswersAt: localServer.address }, { localServer: { state: 'answers' } }]);
  t.match(judge({}, [down()], dead).targets, [{ localAnswersAt: undefined }, { localServer: { state: 'dead' } }]);
  t.end();
});

void t.test('dead here, and the load balancer alive', (t) => {
  const { targets, localServer } = judge({}, [down()], balancer);
  t.match(targets, [{ localAnswersAt: undefined }, { localServer: { state: 'dead' }, reports: { length: 1 } }]);
  t.match(localServer.text, /though .* says so; lb:6443 answers, so clients go on$/);
  t.match(judge({ noManifest: noSuchManifest }, [down()], balancer).localServer.text, /stopped; lb:6443 answers/);
  t.end();
});

void t.test('the folder of another host is left out, unless its server answers', (t) => {
  const copy = { isHere: false, isOwnFolder: false };
  t.match(judge(copy, [down()], balancer), { targets: { length: 1 }, localServer: { state: 'elsewhere' } });
  t.equal(judge(copy, [report()], balancer).targets.length, 2);
  t.equal(judge({ isHere: false }, [down()], balancer).targets.length, 2, 'the own folder is not a copy');
  const worker = { isHere: undefined, noManifest: noSuchManifest, hasCertificate: false };
  t.match(judge(worker, [down()], balancer), { targets: { length: 1 }, localServer: { state: 'none' } });
  t.end();
});

void t.test('of two addresses of one server, the one that answers', (t) => {
  const { targets } = judge({ isHere: false }, [down(), report({ address: '127.0.0.1:6443' })], balancer);
  t.match(targets[1], { reports: [{ address: '127.0.0.1:6443' }], localServer: { address: '127.0.0.1:6443' } });
  t.end();
});
