import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { createNetworkNamespace } from './network-namespace.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(270_000);

const hosts = `
127.0.0.1 localhost both.test two.test
::1 localhost
127.0.0.2 two.test dead.test
fd00::1 both.test dead.test
`;

// `ip netns exec` mounts what is below /etc/netns/NAME over /etc (ip-netns(8)).
void t.test(
  'a host that has loopback alone, so no route to any other IPv6 address',
  requires('namespace'),
  async (t) => {
    const namespace = createNetworkNamespace([]);
    t.teardown(namespace.remove);
    const etc = `/etc/netns/${namespace.name}`;
    mkdirSync(etc, { recursive: true });
    t.teardown(() => rmSync(etc, { recursive: true }));
    writeFileSync(`${etc}/hosts`, hosts);
    writeFileSync(`${etc}/nsswitch.conf`, 'hosts: files\n');
    const file = new URL('./address-families.inside.js', import.meta.url);
    const [command, args] = namespace.inside([process.execPath, fileURLToPath(file)]);
    const env = { ...process.env, TMPDIR: temporaryFolder(t) };
    await t.spawn(command, [...args], { timeout: 240_000, env }, 'inside');
    t.same(namespace.pids(), [], 'leaves no process behind');
  },
);
