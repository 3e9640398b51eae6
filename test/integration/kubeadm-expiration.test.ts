import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { kubeadmSpan } from '../../src/cli/check/kubeadm-table.js';
import { runExporter } from './exporter.js';
import { freePort } from './free-port.js';
import { createKubeadm } from './kubeadm.js';
import { type Kubernetes, testOnEachKubernetes } from './kubernetes.js';
import { mustRun } from './run.js';
import { temporaryFolder } from './temporary-folder.js';

interface Row {
  readonly name: string;
  readonly authority: string;
  readonly externallyManaged: boolean;
  readonly missing: boolean;
  readonly notAfter: string | null;
}

testOnEachKubernetes('check --kubeadm shows the same as kubeadm', { seconds: 100 }, async (t, kubernetes) => {
  const folder = temporaryFolder(t);
  const port = await freePort();
  const cluster = { endpoint: `127.0.0.1:${port}`, advertiseAddress: '10.225.4.51', port };
  const kubeadm = createKubeadm(kubernetes, folder, cluster);
  await kubeadm.init();
  const same = async (what: string): Promise<string> => {
    const rows = await linesOfCheck(folder);
    t.same(rows, await linesOfKubeadm(kubernetes, kubeadm.pki), what);
    return rows.join('\n');
  };
  const inPki = (file: string): string => join(kubeadm.pki, file);
  await same('with all files');

  // Before 1.20.15, kubeadm took the CA of etcd for its own, by mistake.
  const keys = kubernetes.minor < 24 ? ['ca.key'] : ['ca.key', 'etcd/ca.key'];
  for (const key of keys) renameSync(inPki(key), inPki(`${key}.old`));
  const elsewhere = await same('with CAs that are managed elsewhere');
  t.match(elsewhere, /^apiserver .* yes$/m);
  t.match(elsewhere, /^front-proxy-client .* no$/m);
  if (kubernetes.minor >= 24) t.match(elsewhere, /^etcd-peer .* yes$/m);

  for (const key of keys) renameSync(inPki(`${key}.old`), inPki(key));
  rmSync(inPki('etcd/peer.crt'));
  t.match(await same('with a certificate that is missing'), /^!MISSING! etcd-peer$/m);
});

/** kubeadm's lines about the files below pki, with single blanks. kubeadm searches for kubeconfigs only in /etc/kubernetes. */
async function linesOfKubeadm({ binary }: Kubernetes, pki: string): Promise<readonly string[]> {
  const text = await mustRun([binary('kubeadm'), 'certs', 'check-expiration', '--cert-dir', pki]);
  return text
    .split('\n')
    .map((line) => line.trim().replace(/ +/g, ' '))
    .filter((line) => /\b(UTC|MISSING)\b/.test(line) && !line.includes('.conf'));
}

/** The same lines from the JSON of `check`. */
async function linesOfCheck(folder: string): Promise<readonly string[]> {
  const { stdout } = await runExporter('check', '--kubeadm-dir', folder, '--output', 'json');
  const { kubeadm } = JSON.parse(stdout) as {
    readonly kubeadm: { readonly certificates: readonly Row[]; readonly authorities: readonly Row[] };
  };
  return [
    ...kubeadm.certificates.filter(({ name }) => !name.endsWith('.conf')).map((row) => line(row, ` ${row.authority}`)),
    ...kubeadm.authorities.map((row) => line(row, '')),
  ];
}

function line({ name, missing, notAfter, externallyManaged }: Row, authority: string): string {
  if (missing || notAfter === null) return `!MISSING! ${name}`;
  const [, day, month, year, time] = new Date(notAfter).toUTCString().split(' ');
  const left = kubeadmSpan((Date.parse(notAfter) - Date.now()) / 1000);
  return `${name} ${month} ${day}, ${year} ${time?.slice(0, 5)} UTC ${left}${authority} ${externallyManaged ? 'yes' : 'no'}`;
}
