import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './run.js';

/** When a certificate is valid, in days from now. */
export interface Days {
  readonly of: number;
  readonly left: number;
}

const day = 86_400_000;

/** UTCTime of so many days from now, as in `261126153300Z`. */
function timeText(days: number): string {
  return new Date(Date.now() + days * day)
    .toISOString()
    .replace(/\.\d+|[-:T]/g, '')
    .slice(2);
}

/** Puts a serving certificate of kubeadm's CA, for the key that is there, in the place of the one of a kube-apiserver. */
export async function replaceServing(folder: string, pki: string, { of, left }: Days): Promise<void> {
  const file = (name: string): string => join(folder, `openssl-${name}`);
  const [csr, config, made] = [file('csr'), file('config'), file('crt')];
  writeFileSync(file('database'), '');
  writeFileSync(
    config,
    `[ca]
default_ca = kubeadm
[kubeadm]
database = ${file('database')}
new_certs_dir = ${folder}
rand_serial = yes
certificate = ${join(pki, 'ca.crt')}
private_key = ${join(pki, 'ca.key')}
default_md = sha256
policy = any
[any]
commonName = supplied
[serving]
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1, DNS:kubernetes
`,
  );
  const subject = ['-subj', '/CN=kube-apiserver', '-out', csr];
  await mustRun(['openssl', 'req', '-new', '-key', join(pki, 'apiserver.key'), ...subject]);
  const dates = ['-startdate', timeText(left - of), '-enddate', timeText(left)];
  const args = ['-batch', '-notext', '-config', config, '-extensions', 'serving', ...dates, '-in', csr, '-out', made];
  await mustRun(['openssl', 'ca', ...args]);
  renameSync(made, join(pki, 'apiserver.crt'));
}
