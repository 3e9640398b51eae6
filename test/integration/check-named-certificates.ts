import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { checkJson, type CheckJson } from './check-json.js';
import type { ControlPlane } from './control-plane.js';
import { runExporter } from './exporter.js';
import { createKubectl } from './kubectl.js';
import type { NamedCertificates } from './named-certificates.js';
import { skippedWithout } from './requires.js';
import { timeless } from './timeless.js';

/** Shows that check judges each name by the certificate that its clients are shown. */
export async function checkNamedCertificates(t: Test, controlPlane: ControlPlane, named: NamedCertificates) {
  const { folder, pki, kubeconfig, servers } = controlPlane;
  const [{ address }] = servers;
  const bundle = join(folder, 'bundle.crt');
  writeFileSync(bundle, readFileSync(join(pki, 'ca.crt'), 'utf8') + named.ca);
  const check = async (names: readonly string[]): Promise<CheckJson> => {
    const configFile = join(folder, 'named.yml');
    const target = { name: 'named', addresses: [address], names, ca: { file: bundle } };
    writeFileSync(configFile, JSON.stringify({ targets: [target] }));
    const { stdout } = await runExporter('check', '--config.file', configFile, '--output', 'json');
    return checkJson(stdout);
  };
  const all = await check(named.verdicts.map(([name]) => name));
  const shown = new Map(all.targets[0].endpoints[0]?.names.map((each) => [each.name, each]));

  await t.test('names the fault of each', (t) => {
    for (const [name, verdict] of named.verdicts) {
      const { accepted, reason, shown: leaf } = shown.get(name) ?? {};
      t.equal(accepted, verdict === 'accepted', name);
      t.equal(reason ?? 'accepted', verdict, name);
      t.match(leaf, { dnsNames: [verdict === 'name' ? 'elsewhere.example.com' : name] });
    }
    t.equal(all.exitCode, 2);
    t.same(namesByFinding(all), {
      'name-certificate-refused': ['expired.example.com', 'kubernetes.default', 'other-ca.example.com'],
      'name-certificate-ending': ['ending.example.com'],
      'client-name-not-covered': ['lacking.example.com'],
    });
    t.end();
  });

  await t.test('finds nothing if all are good', async (t) => {
    const good = await check(['good.example.com', 'kubernetes', '10.96.0.1']);
    t.same(
      good.targets[0].endpoints[0]?.names.map(({ accepted }) => accepted),
      [true, true, true, true],
    );
    t.same({ ...namesByFinding(good), exitCode: good.exitCode }, { exitCode: 0 });
  });

  await t.test('kubectl agrees', skippedWithout('kubectl'), async (t) => {
    const kubectl = await createKubectl(folder);
    for (const [name, verdict] of named.verdicts) {
      const flags = ['--kubeconfig', kubeconfig, '--certificate-authority', bundle, '--tls-server-name', name];
      const { code, stderr } = await kubectl.run(...flags, 'get', '--raw', '/version');
      t.equal(code === 0, verdict === 'accepted', `${name}: ${stderr}`);
      t.ok(timeless(stderr).includes(timeless(shown.get(name)?.message ?? '')), name);
    }
  });
}

/** The names of each finding, by its id. */
export function namesByFinding({ findings }: CheckJson): Readonly<Record<string, readonly string[]>> {
  const ids = new Set(findings.map(({ id }) => id));
  const namesOf = (id: string): readonly string[] =>
    findings.flatMap((finding) => (finding.id === id ? finding.names : []));
  return Object.fromEntries([...ids].map((id) => [id, namesOf(id).toSorted()]));
}
