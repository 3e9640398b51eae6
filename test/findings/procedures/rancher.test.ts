import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import {
  addSansLines,
  type RancherProgram,
  removeSansLines,
  restartServiceLines,
  rotateLines,
  serveFileLines,
} from '../../../src/findings/procedures/rancher.js';
import { requires } from '../../integration/requires.js';
import { startRancherServer } from './rancher-server.js';
import { runPasted } from './simulated-commands.js';

const k3s: RancherProgram = { program: 'k3s', unit: 'k3s', kubectl: 'k3s kubectl', apiserver: '127.0.0.1:6444' };
const names = ['api.example.com', '10.220.70.56', 'fd00::56'];

void t.test('a restart is proved by a new number', requires('openssl'), async (t) => {
  const server = await startRancherServer(t, 'k3s');
  const { code, stdout, log } = await runPasted(t, restartServiceLines(k3s), server);
  t.equal(stdout, 'a new process: 1700000000 before, 1700001000 now\n');
  t.same([code, log], [0, ['systemctl restart k3s', 'k3s kubectl get --raw /readyz']]);
});

void t.test('where no kube-apiserver answers, nothing is restarted', requires('openssl'), async (t) => {
  const { replace, simulated } = await startRancherServer(t, 'k3s');
  const elsewhere = replace.map(([from, to]) => [from, from.endsWith('6444') ? '127.0.0.1:1' : to] as const);
  const { code, stderr, log } = await runPasted(t, restartServiceLines(k3s), { simulated, replace: elsewhere });
  t.match(stderr, 'Nothing was changed: ');
  t.same([code, log], [1, []]);
});

void t.test('a service that does not start again is reported', requires('openssl'), async (t) => {
  const server = await startRancherServer(t, 'k3s');
  server.fail('start');
  const { code, stderr } = await runPasted(t, restartServiceLines(k3s), server);
  t.match(stderr, 'k3s does not start: see journalctl -u k3s');
  t.equal(code, 1);
});

void t.test('the missing names are added to those of the other files', requires('openssl'), async (t) => {
  const server = await startRancherServer(t, 'k3s');
  writeFileSync(join(server.folder, 'etc/config.yaml'), 'tls-san:\n  - old.example.com\n');
  const first = await runPasted(t, addSansLines(k3s, names), server);
  t.equal(first.stdout, 'the serving certificate has all of these names\n', first.stderr);
  t.same([...server.names()].sort(), [...names, 'old.example.com'].sort());
  t.same(first.log, ['systemctl restart k3s', 'k3s kubectl get --raw /readyz']);

  const again = await runPasted(t, addSansLines(k3s, names), server);
  t.match(again.stdout, 'nothing was changed');
  t.same([again.code, again.log], [0, []], 'pasted twice, the same end state');

  await runPasted(t, addSansLines(k3s, ['later.example.com']), server);
  t.same([...server.names()].sort(), [...names, 'later.example.com', 'old.example.com'].sort(), 'earlier names stay');

  await runPasted(t, removeSansLines(k3s), server);
  t.same(server.names(), ['old.example.com'], 'the way back');
});

void t.test('if the service does not start with the names, the file is as before', requires('openssl'), async (t) => {
  const server = await startRancherServer(t, 'k3s');
  const file = join(server.folder, 'etc/config.yaml.d/zz-tls-san.yaml');
  const before = 'tls-san+:\n  - "old.example.com"\n';
  writeFileSync(file, before);
  server.fail('start');
  const { code, stderr, log } = await runPasted(t, addSansLines(k3s, names), server);
  t.match(stderr, 'did not start with these names, so the file is as before');
  t.same([code, readFileSync(file, 'utf8')], [1, before]);
  t.same(log, ['systemctl restart k3s', 'systemctl restart k3s']);
});

void t.test('a setting elsewhere that wins is noticed by what is served', requires('openssl'), async (t) => {
  const server = await startRancherServer(t, 'k3s');
  writeFileSync(join(server.folder, 'etc/config.yaml.d/zzz.yaml'), 'tls-san: [only.example.com]\n');
  const { code, stderr } = await runPasted(t, addSansLines(k3s, names), server);
  t.match(stderr, 'the names are not in the serving certificate');
  t.equal(code, 1);
});

void t.test('after a rotation another certificate is served', requires('openssl'), async (t) => {
  const server = await startRancherServer(t, 'k3s');
  const { code, stdout, log } = await runPasted(t, rotateLines(k3s, ['api-server', 'k3s-server']), server);
  t.match(stdout, /^a new serving certificate: serial=[0-9A-F]+\n$/);
  t.same(log.slice(0, 3), [
    'systemctl stop k3s',
    'k3s certificate rotate --service api-server,k3s-server',
    'systemctl start k3s',
  ]);
  t.same([code, server.running()], [0, true]);
});

void t.test('the service is started whatever came of the rotation', requires('openssl'), async (t) => {
  const server = await startRancherServer(t, 'k3s');
  server.fail('rotate');
  const { code, stderr, log } = await runPasted(t, rotateLines(k3s, []), server);
  t.match(stderr, 'k3s certificate rotate failed, and k3s runs again');
  t.same(log, ['systemctl stop k3s', 'k3s certificate rotate', 'systemctl start k3s']);
  t.same([code, server.running()], [1, true]);
});

void t.test('it is started also if the shell ends meanwhile', requires('openssl'), async (t) => {
  const server = await startRancherServer(t, 'k3s');
  const dying = rotateLines(k3s, []).map((line) => line.replace('k3s certificate rotate', 'kill -TERM $BASHPID'));
  const { log } = await runPasted(t, dying, server);
  t.same(log, ['systemctl stop k3s', 'systemctl start k3s']);
  t.ok(server.running());
});

void t.test(
  'a certificate that does not belong to its key is never followed by a restart',
  requires('openssl'),
  async (t) => {
    for (const pair of ['same', 'other', 'unreadable']) {
      const same = pair === 'same';
      const server = await startRancherServer(t, 'k3s');
      const make = `d=/var/lib/rancher/k3s/server/tls; mkdir -p $d; openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=x -out $d/serving-kube-apiserver.crt -keyout $d/serving-kube-apiserver.key 2>/dev/null`;
      const other = `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out $d/serving-kube-apiserver.key`;
      const unreadable = 'for each in crt key; do echo x > $d/serving-kube-apiserver.$each; done';
      const then = { same: ':', other, unreadable }[pair] ?? '';
      const { code, stderr, log } = await runPasted(t, [make, then, ...serveFileLines(k3s)], {
        ...server,
        replace: [...server.replace, ['/var/lib/rancher', join(server.folder, 'lib')]],
      });
      t.same([code, log.length > 0], same ? [0, true] : [1, false], stderr);
      if (!same) t.match(stderr, 'does not belong to its key, and a restart would fail');
    }
    const server = await startRancherServer(t, 'k3s');
    const { code, log } = await runPasted(t, serveFileLines(k3s), {
      ...server,
      replace: [...server.replace, ['/var/lib/rancher', join(server.folder, 'lib')]],
    });
    t.same([code, log], [1, []], 'no files');
  },
);
