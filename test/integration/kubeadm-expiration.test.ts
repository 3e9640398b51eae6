import { rmSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { kubeadmSpan } from '../../src/cli/check/kubeadm-table.js';
import { runExporter } from './exporter.js';
import { freePort } from './free-port.js';
import { createKubeadm } from './kubeadm.js';
import { kubernetesBinary, requires } from './requires.js';
import { mustRun } from './run.js';
import { temporaryFolder } from './temporary-folder.js';

interface Row {
  readonly name: string;
  readonly authority: string;
  readonly externallyManaged: boolean;
  readonly missing: boolean;
  readonly notAfter: string | null;
}

void t.test('check --kubeadm shows the same as kubeadm', requires('kubernetes'), async (t) => {
  t.setTimeout(100_000);
  const folder = temporaryFolder(t);
  const port = await freePort();
  const kubeadm = await createKubeadm(folder, { endpoint: `127.0.0.1:${port}`, advertiseAddress: '10.225.4.51', port });
  await kubeadm.init();
  t.same(await linesOfCheck(folder), await linesOfKubeadm(kubeadm.pki));

  for (const file of ['ca.key', 'etcd/ca.key', 'etcd/peer.crt']) rmSync(join(kubeadm.pki, file));
  const rows = await linesOfCheck(folder);
  t.same(
    rows,
    await linesOfKubeadm(kubeadm.pki),
    'with a CA that is managed elsewhere, and a certificate that is missing',
  );
  t.match(rows.join('\n'), /^apiserver .* yes$/m);
  t.match(rows.join('\n'), /^!MISSING! etcd-peer$/m);
});

/** kubeadm's lines about the files below pki, with single blanks. kubeadm searches for kubeconfigs only in /etc/kubernetes. */
async function linesOfKubeadm(pki: string): Promise<readonly string[]> {
  const text = await mustRun([kubernetesBinary('kubeadm'), 'certs', 'check-expiration', '--cert-dir', pki]);
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
