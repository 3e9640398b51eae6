import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import t from 'tap';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { atExit } from './at-exit.js';
import { requires } from './requires.js';
import { startSystemdHost } from './systemd-host.js';
import { until } from './until.js';

/** The blocks of commands of the guide, in order. */
const [install, reload, credentials, node, user, remove] = Array.from(
  readProjectFile('docs/systemd.md').matchAll(/```sh\n([\s\S]+?)```/g),
  ([, block = '']) => block,
);

const config = (...targets: readonly string[]): string => `targets:\n${targets.join('')}`;
const prod = '  - {name: prod, addresses: ["127.0.0.1:6441"]}\n';
const second = '  - {name: second, addresses: ["127.0.0.1:6442"]}\n';
const edge = '  - {name: edge, kubeconfig: {file: /run/credentials/apiserver-cert-exporter.service/edge.conf}}\n';
const files = 'kubeadm: true\n';

const kubeconfig = `apiVersion: v1
kind: Config
current-context: edge
contexts: [{name: edge, context: {cluster: edge, user: edge}}]
clusters: [{name: edge, cluster: {server: "https://127.0.0.1:6443", insecure-skip-tls-verify: true}}]
users: [{name: edge, user: {token: a-token}}]
`;

/** What an administrator has unpacked or written, and what is on a node of kubeadm. */
const prepare = `
cd root/install
cp -r ${projectFile('deploy/systemd')} systemd
ln -s ${resolve(process.env['EXECUTABLE'] ?? '')} apiserver-cert-exporter
cat > exporter.yml <<'END'
${config(prod)}END
cat > edge.conf <<'END'
${kubeconfig}END
mkdir -p ../../etc/kubernetes ../../var/lib/kubelet/pki ../../var/lib/other
install -m 600 edge.conf ../../etc/kubernetes/admin.conf
`;

void t.test(
  'the guide to systemd, on a host with a systemd of its own',
  requires('systemd', 'executable'),
  async (t) => {
    t.setTimeout(360_000);
    const { sh, enter } = await startSystemdHost(t, prepare);

    const controlPlane = [
      process.execPath,
      projectFile('build/demo/serve-control-plane.js'),
      '--ca',
      '/root/install/ca.crt',
    ];
    const [command = '', ...args] = [...enter, ...controlPlane];
    const servers = spawn(command, args, { stdio: 'ignore' });
    const callOff = atExit(() => servers.kill('SIGKILL'));
    t.teardown(() => {
      servers.kill('SIGKILL');
      callOff();
    });
    await until('the control plane listens', 30, async () =>
      (await sh('test -s ca.crt')).code === 0 ? true : undefined,
    );

    const must = async (script: string): Promise<string> => {
      const { code, stdout, stderr } = await sh(`set -e\n${script}`);
      if (code === 0) return stdout;
      const journal = (await sh('journalctl --no-pager -u apiserver-cert-exporter | tail -n 30')).stdout;
      throw new Error(`${script}: ${code}: ${stdout}${stderr}\n${journal}`);
    };
    const metrics = (): Promise<string> => must('curl --silent --show-error --fail http://127.0.0.1:10643/metrics');
    /** `systemctl start` and `reload` return before the exporter listens or has read its configuration. */
    const shows = (pattern: RegExp): Promise<string> =>
      until(String(pattern), 20, async () => {
        const text = await metrics();
        return pattern.test(text) ? text : undefined;
      });
    const write = (text: string): Promise<string> =>
      must(`cat > /etc/apiserver-cert-exporter/exporter.yml <<'END'\n${text}END`);

    await t.test('the commands of the installation, and a scrape', async (t) => {
      const output = await must(install!.replace(/^curl.*\n/m, ''));
      t.match(output, '1 target, 1 address');
      t.match(await shows(/^apiserver_endpoint_up\{/m), /apiserver_endpoint_up\{.*target="prod".*\} 1\n/);
      t.match(await metrics(), 'apiserver_endpoint_loopback_certificate_found{');
      t.match(await must(install!.match(/^curl.*$/m)?.[0] ?? ''), /\} 1\n/);
      t.match(
        await must('systemctl is-active apiserver-cert-exporter; systemctl is-enabled apiserver-cert-exporter'),
        'enabled',
      );
    });

    await t.test('it runs as another user, without rights, and cannot write', async (t) => {
      const pid = (await must('systemctl show --value -p MainPID apiserver-cert-exporter')).trim();
      const status = await must(`cat /proc/${pid}/status`);
      t.match(status, /^CapEff:\t0+$/m);
      t.match(status, /^CapBnd:\t0+$/m);
      t.match(status, /^NoNewPrivs:\t1$/m);
      t.match(status, /^Seccomp:\t2$/m);
      t.notMatch(status, /^Uid:\t0\b/m);
      const touch = await sh(`nsenter --target ${pid} --mount --setuid 0 touch /usr/x /etc/x /var/x /root/x`);
      t.equal(touch.stderr.match(/Read-only file system|No such file/g)?.length, 4, touch.stderr);
    });

    await t.test('a reload takes a good configuration, and keeps the old one instead of a bad one', async (t) => {
      await write(config(prod, second));
      await must(reload!);
      await shows(/^apiserver_endpoint_up\{.*target="second"/m);
      await write(config('  - {name: prod, addresses: ["127.0.0.1:6441"], nonsense: 1}\n'));
      t.match(await sh(reload!), { code: 1, stderr: /exporter\.yml:2.*nonsense/ });
      await must('systemctl reload apiserver-cert-exporter');
      const after = await shows(/^apiserver_cert_exporter_config_last_reload_successful 0/m);
      t.match(after, /target="second"/);
      t.match(await must('journalctl --sync; journalctl --no-pager -u apiserver-cert-exporter'), /nonsense/);
    });

    await t.test('a kubeconfig of root is a credential, also for a reload and its check', async (t) => {
      await write(config(edge));
      await must(credentials!);
      t.match(
        await shows(/^apiserver_endpoint_up\{.*target="edge"/m),
        /apiserver_endpoint_up\{.*target="edge".*\} 1\n/,
      );
      await write(config(edge, second));
      await must(reload!);
      await shows(/^apiserver_endpoint_up\{.*target="second"/m);
      t.equal((await must('stat -c %a /etc/apiserver-cert-exporter/edge.conf')).trim(), '600');
    });

    await t.test('on a node of the control plane it reads files of root, and sees no other folders', async (t) => {
      await write(`${config(second)}${files}`);
      await must(node!);
      t.match(await shows(/^apiserver_file_read_success\{/m), /apiserver_file_read_success\{.*admin\.conf.*\} 1\n/);
      const pid = (await must('systemctl show --value -p MainPID apiserver-cert-exporter')).trim();
      t.match(await must(`cat /proc/${pid}/status`), /^CapEff:\t0{15}4$/m);
      const seen = await must(`ls /proc/${pid}/root/etc /proc/${pid}/root/var/lib`);
      t.match(seen, 'apiserver-cert-exporter');
      t.notMatch(seen, /shadow|ssh|^other$/m);
    });

    await t.test('its user may be there before', async (t) => {
      await must(user!);
      const id = (await must('id -u apiserver-cert-exporter')).trim();
      await must('systemctl restart apiserver-cert-exporter');
      const pid = (await must('systemctl show --value -p MainPID apiserver-cert-exporter')).trim();
      t.match(await must(`cat /proc/${pid}/status`), new RegExp(`^Uid:\\t${id}\\t`, 'm'));
      await shows(/^apiserver_endpoint_up\{/m);
    });

    await t.test('it ends without a complaint, and nothing stays', async (t) => {
      await must('systemctl stop apiserver-cert-exporter');
      t.match(
        await must('systemctl show -p Result -p ExecMainStatus apiserver-cert-exporter'),
        /Result=success[\s\S]*ExecMainStatus=0|ExecMainStatus=0[\s\S]*Result=success/,
      );
      await must(remove!);
      t.not((await sh('systemctl cat apiserver-cert-exporter')).code, 0);
      t.not((await sh('ls /usr/local/bin/apiserver-cert-exporter')).code, 0);
    });
  },
);
