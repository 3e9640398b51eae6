import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { createNetworkNamespace } from './network-namespace.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(90_000);

void t.test('a DNS server that answers after 20 seconds', requires('namespace'), async (t) => {
  const namespace = createNetworkNamespace(['10.225.4.51']);
  t.teardown(namespace.remove);
  const etc = `/etc/netns/${namespace.name}`;
  mkdirSync(etc, { recursive: true });
  t.teardown(() => rmSync(etc, { recursive: true }));
  writeFileSync(`${etc}/hosts`, '127.0.0.1 localhost\n');
  writeFileSync(`${etc}/nsswitch.conf`, 'hosts: files dns\n');
  writeFileSync(`${etc}/resolv.conf`, 'nameserver 127.0.0.1\noptions timeout:30 attempts:1\n');
  const file = new URL('./slow-names.inside.js', import.meta.url);
  const [command, args] = namespace.inside([process.execPath, fileURLToPath(file)]);
  const env = { ...process.env, TMPDIR: temporaryFolder(t) };
  await t.spawn(command, [...args], { timeout: 80_000, env }, 'inside');
  t.same(namespace.pids(), [], 'leaves no process behind');
});
