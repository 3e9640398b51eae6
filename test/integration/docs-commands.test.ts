import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { documentedControlPlane } from './docs-control-plane.js';
import { createNetworkNamespace } from './network-namespace.js';
import { requires } from './requires.js';
import { temporaryFolder } from './temporary-folder.js';

t.setTimeout(705_000);

// `ip netns exec` mounts what is below /etc/netns/NAME over /etc (ip-netns(8)).
void t.test(
  'the commands of the docs, in a network with the addresses of the docs',
  requires('namespace', 'openssl', 'promtool', 'kubectl'),
  async (t) => {
    const { instances, entryPoint, entryPointName } = documentedControlPlane;
    const namespace = createNetworkNamespace([...instances, entryPoint]);
    t.teardown(namespace.remove);
    const etc = `/etc/netns/${namespace.name}`;
    mkdirSync(etc, { recursive: true });
    t.teardown(() => rmSync(etc, { recursive: true }));
    writeFileSync(`${etc}/hosts`, `127.0.0.1 localhost\n${entryPoint} ${entryPointName}\n`);
    writeFileSync(`${etc}/nsswitch.conf`, 'hosts: files\n');
    const file = new URL('./docs-commands.inside.js', import.meta.url);
    const [command, args] = namespace.inside([process.execPath, fileURLToPath(file)]);
    const env = { ...process.env, TMPDIR: temporaryFolder(t) };
    await t.spawn(command, [...args], { timeout: 675_000, env }, 'inside');
    t.same(namespace.pids(), [], 'leaves no process behind');
  },
);
