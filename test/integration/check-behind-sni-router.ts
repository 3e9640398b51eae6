import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Test } from 'tap';
import { startInBackground } from './background-process.js';
import { checkJson, type CheckJson } from './check-json.js';
import { namesByFinding } from './check-named-certificates.js';
import type { ControlPlane } from './control-plane.js';
import { runExporter } from './exporter.js';
import { freePort } from './free-port.js';
import type { NamedCertificates } from './named-certificates.js';
import { refusing } from './sni-fronts-haproxy.js';
import { until } from './until.js';

/** What the front refuses: the loopback certificate, and a name that the server covers. */
const refused = ['apiserver-loopback-client', 'kubernetes.default.svc'];

/** Shows that a front that refuses some SNIs of a real kube-apiserver is a note, and hides no refusal of its named certificates. */
export async function checkBehindSniRouter(t: Test, controlPlane: ControlPlane, named: NamedCertificates) {
  const { folder, pki, servers } = controlPlane;
  const port = await freePort();
  const bundle = join(folder, 'bundle.crt');
  writeFileSync(bundle, readFileSync(join(pki, 'ca.crt'), 'utf8') + named.ca);
  const identity = { cert: '', key: '' };
  const argv = refusing(refused)({ folder, port, backend: servers[0].address, other: servers[0].address, identity });
  const front = await startInBackground(argv, join(folder, 'front.log'));
  t.teardown(() => front.end());
  await until('HAProxy listens', 20, async () => {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.destroy();
    return true;
  });
  const check = async (address: string, names: readonly string[]): Promise<CheckJson> => {
    const configFile = join(folder, 'front.yml');
    const target = { name: 'front', addresses: [address], names, ca: { file: bundle } };
    writeFileSync(configFile, JSON.stringify({ targets: [target] }));
    const { stdout } = await runExporter('check', '--config.file', configFile, '--output', 'json');
    return checkJson(stdout);
  };

  await t.test('good names: exit code 0, with notes', async (t) => {
    const good = await check(`127.0.0.1:${port}`, ['good.example.com', 'kubernetes', 'kubernetes.default.svc']);
    t.equal(good.exitCode, 0);
    t.match(good.targets[0].endpoints, [
      {
        loopback: { state: 'not_served', because: /^(closed|reset)$/ },
        namesNotHere: [{ name: 'kubernetes.default.svc', because: /^(closed|reset)$/ }],
        failures: { length: 0 },
      },
    ]);
  });

  await t.test('bad names are refused as at the server itself', async (t) => {
    const names = named.verdicts.map(([name]) => name);
    const [direct, behind] = [await check(servers[0].address, names), await check(`127.0.0.1:${port}`, names)];
    const { 'loopback-certificate-not-seen': note, ...refusals } = namesByFinding(behind);
    t.same(note, []);
    t.equal(behind.exitCode, 2);
    t.same(refusals, namesByFinding(direct));
  });
}
