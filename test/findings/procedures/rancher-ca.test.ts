import t from 'tap';
import { k3sRotateCa, rke2RotateCa } from '../../../src/findings/procedures/rancher-ca.js';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { noSituation } from '../../../src/findings/procedures/situation.js';
import { pasteIn } from './pasted.js';

void t.test('each stage cites its source', (t) => {
  const procedures = proceduresFor('rotateCa', noSituation, ['K3s']);
  t.equal(procedures.length, k3sRotateCa.length);
  for (const { stage, basis } of procedures) t.match(basis, /\d/, `${stage}`);
  t.end();
});

void t.test('RKE2 has its own paths, services and command', (t) => {
  const text = rke2RotateCa.flatMap(({ lines }) => lines).join('\n');
  t.match(text, 'rke2 certificate rotate-ca --path=/var/lib/rancher/rke2/server/rotate-ca');
  t.match(text, 'PRODUCT=rke2 bash');
  t.match(text, 'service=rke2-server');
  t.notMatch(text, 'rancher/k3s');
  t.end();
});

void t.test('a server is waited for before the next one, an agent is not', (t) => {
  const restart = k3sRotateCa[2]?.lines ?? [];
  const systemctl = (unit: string): string =>
    `case "$*" in "is-active --quiet ${unit}") ;; "is-active --quiet "*) exit 3 ;; is-active*) echo active ;; esac`;
  const server = pasteIn(t.testdir(), restart, { systemctl: systemctl('k3s'), k3s: 'echo "$*" >> calls' });
  t.equal(server.code, 0, server.stderr);
  t.match(server.stdout, 'The API server of this node is ready.');
  const agent = pasteIn(t.testdir(), restart, { systemctl: systemctl('k3s-agent'), k3s: 'exit 1' });
  t.equal(agent.code, 0, agent.stderr);
  t.notMatch(agent.stdout, 'is ready');
  t.end();
});

void t.test('no stage forces CAs on clients that do not trust them', (t) => {
  const commands = k3sRotateCa.flatMap(({ lines }) => lines).map((line) => line.replace(/# .*/, ''));
  t.notMatch(commands.join('\n'), '--force');
  t.end();
});
