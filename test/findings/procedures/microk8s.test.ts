import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import {
  addTemplateLines,
  refreshProxyLines,
  refreshServerLines,
  restartKubeliteLines,
  serveServerFileLines,
} from '../../../src/findings/procedures/microk8s.js';
import { requires } from '../../integration/requires.js';
import { mustRun } from '../../integration/run.js';
import { isLocked, type Microk8sNode, mixUp, startMicrok8sNode } from './microk8s-node.js';
import { runPasted } from './simulated-commands.js';

const names = ['api.example.com', '10.220.70.56', 'fd00::56'];
const refresh = 'microk8s refresh-certs -e server.crt';

function template({ certs }: Microk8sNode): string {
  return readFileSync(join(certs, 'csr.conf.template'), 'utf8');
}

async function sansOf({ certs }: Microk8sNode): Promise<string> {
  return mustRun(['openssl', 'x509', '-noout', '-ext', 'subjectAltName', '-in', join(certs, 'server.crt')]);
}

void t.test('names get numbers that microk8s does not give away', requires('openssl'), async (t) => {
  const node = await startMicrok8sNode(t);
  const first = await runPasted(t, addTemplateLines(names), node);
  t.match(first.stdout, 'the serving certificate has all of these names', first.stderr);
  for (const line of ['DNS.1001 = api.example.com', 'IP.1001 = 10.220.70.56', 'IP.1002 = fd00::56'])
    t.match(template(node), line);
  const sans = await sansOf(node);
  for (const san of [
    'DNS:api.example.com',
    'IP Address:10.220.70.56',
    'IP Address:10.1.2.3',
    'IP Address:10.1.2.4',
    'DNS:kubernetes',
  ])
    t.match(sans, san);
  t.same(first.log, [refresh, 'microk8s kubectl get --raw /readyz']);
  t.notOk(isLocked(node), 'its own lock is gone');

  const again = await runPasted(t, addTemplateLines(names), node);
  t.match(again.stdout, 'nothing was changed');
  t.same(again.log, []);
  const later = await runPasted(t, addTemplateLines(['api.example.com', '10.9.9.9']), node);
  t.equal(later.code, 0, later.stderr);
  t.match(template(node), 'IP.1003 = 10.9.9.9');
  t.equal(template(node).match(/api\.example\.com/g)?.length, 1);
});

void t.test('the number that the issue of an address had would be lost', requires('openssl'), async (t) => {
  const node = await startMicrok8sNode(t);
  writeFileSync(
    join(node.certs, 'csr.conf.template'),
    template(node).replace('#MOREIPS', 'IP.3 = 10.220.70.56\n#MOREIPS'),
  );
  await runPasted(t, refreshServerLines, node);
  t.notMatch(await sansOf(node), '10.220.70.56');
});

void t.test('a lock that was there before stays', requires('openssl'), async (t) => {
  const node = await startMicrok8sNode(t);
  writeFileSync(node.lock, '');
  t.equal((await runPasted(t, addTemplateLines(names), node)).code, 0);
  t.ok(isLocked(node));
});

void t.test(
  'when the refresh fails, the template is as before, and the lock is gone',
  requires('openssl'),
  async (t) => {
    const node = await startMicrok8sNode(t);
    const before = template(node);
    node.fail();
    const { code, stderr } = await runPasted(t, addTemplateLines(names), node);
    t.match(stderr, 'it failed, and the template is as before');
    t.same([code, template(node), isLocked(node)], [1, before, false]);
  },
);

void t.test('a template that openssl cannot read is left alone', requires('openssl'), async (t) => {
  const node = await startMicrok8sNode(t);
  const broken = template(node).replace('[ alt_names ]', '[ other ]');
  writeFileSync(join(node.certs, 'csr.conf.template'), broken);
  const { code, log } = await runPasted(t, addTemplateLines(names), node);
  t.same([code, log, template(node)], [1, [], broken]);
});

void t.test('renewals are proved by what is new, and keep the files of before', requires('openssl'), async (t) => {
  const node = await startMicrok8sNode(t);
  const server = await runPasted(t, refreshServerLines, node);
  t.match(server.stdout, /^a new serving certificate: serial=[0-9A-F]+, and the files of before are in /);
  const proxy = await runPasted(t, refreshProxyLines, node);
  t.match(proxy.stdout, /notAfter=/, proxy.stderr);
  t.same(
    [...server.log, ...proxy.log],
    [
      refresh,
      'microk8s kubectl get --raw /readyz',
      'microk8s refresh-certs -e front-proxy-client.crt',
      'microk8s kubectl get --raw /readyz',
    ],
  );
  t.ok(readdirSync(join(node.certs, '../root')).length > 0);
  node.fail();
  for (const lines of [refreshServerLines, refreshProxyLines]) {
    t.match(await runPasted(t, lines, node), { code: 1, stderr: 'it failed: the files of before are in' });
  }
});

void t.test(
  'a restart is proved by a new number, and does not come where the key is another',
  requires('openssl'),
  async (t) => {
    for (const lines of [restartKubeliteLines, serveServerFileLines]) {
      const node = await startMicrok8sNode(t);
      const { stdout, log } = await runPasted(t, lines, node);
      t.equal(stdout, 'a new process: 1700000000 before, 1700001000 now\n');
      t.equal(log[0], 'snap restart microk8s.daemon-kubelite');
    }
    const node = await startMicrok8sNode(t);
    mixUp(node);
    const { code, stderr, log } = await runPasted(t, serveServerFileLines, node);
    t.match(stderr, 'does not belong to its key');
    t.same([code, log], [1, []]);
  },
);
