import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from '../run.js';
import { until } from '../until.js';
import { loopbackNumber } from './node-state.js';
import type { ControlPlaneNode } from './static-pod-node.js';

/** Files with the names that cfssl gives them: one pair for everything, and the key of the CA beside it. */
export interface HardWay {
  readonly folder: string;
  readonly certificate: string;
  readonly key: string;
  readonly caKey: string;
}

const hardWayFiles = ({ folder: node }: Pick<ControlPlaneNode, 'folder'>): HardWay => {
  const folder = join(node, 'hard-way');
  const [certificate, key, caKey] = ['kubernetes.pem', 'kubernetes-key.pem', 'ca-key.pem'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  return { folder, certificate, key, caKey };
};

const hardWaySubject = '/C=US/L=Portland/O=Kubernetes $the hard way/CN=kubernetes';

export const hardWaySans = 'DNS:kubernetes,DNS:kubernetes.default.svc,IP:10.32.0.1,IP:127.0.0.1';

/** Gives a node, whose systemctl is simulated, such files, and restarts its kube-apiserver with them. */
export async function goTheHardWay(node: ControlPlaneNode): Promise<HardWay> {
  const files = hardWayFiles(node);
  mkdirSync(files.folder);
  cpSync(join(node.folder, 'pki/ca.crt'), join(files.folder, 'ca.pem'));
  cpSync(join(node.folder, 'pki/ca.key'), files.caKey);
  await mustRun(['openssl', 'genrsa', '-out', files.key, '2048']);
  await signHardWay(files, hardWaySans, files.certificate);
  const manifest = join(node.folder, 'manifests/kube-apiserver.yaml');
  const pki = join(node.folder, 'pki');
  writeFileSync(
    manifest,
    readFileSync(manifest, 'utf8')
      .replace(`=${pki}/ca.crt`, `=${files.folder}/ca.pem`)
      .replace(`=${pki}/apiserver.crt`, `=${files.certificate}`)
      .replace(`=${pki}/apiserver.key`, `=${files.key}`),
  );
  const before = await loopbackNumber(node);
  writeSystemctl(node);
  await mustRun([join(node.bin, 'systemctl'), 'restart', 'kube-apiserver']);
  await until('another process', 60, async () => ![before, ''].includes(await loopbackNumber(node)) || undefined);
  await node.ready();
  return files;
}

/** Signs as those who have the key of the CA. */
export async function signHardWay({ folder, key }: HardWay, sans: string, out: string, caKey?: string): Promise<void> {
  const script = `
    openssl req -new -key "$KEY" -subj "$SUBJECT" -config <(printf '[req]\\ndistinguished_name=dn\\n[dn]\\n') |
    openssl x509 -req -days 20 -CA "$FOLDER/ca.pem" -CAkey "$CA_KEY" -set_serial "0x$(openssl rand -hex 8)" \\
      -extfile <(printf 'subjectAltName=%s\\nextendedKeyUsage=serverAuth,clientAuth' "$SANS") -out "$OUT"`;
  const values = { KEY: key, SUBJECT: hardWaySubject, FOLDER: folder, SANS: sans, OUT: out };
  const set = Object.entries({ ...values, CA_KEY: caKey ?? join(folder, 'ca-key.pem') });
  await mustRun(['env', ...set.map(([name, value]) => `${name}=${value}`), 'bash', '-euc', script]);
}

/** The simulated kubelet starts the process again, as systemd does. Some flags are in an environment file, whose path it returns. */
export function writeSystemctl({ folder, bin }: ControlPlaneNode): string {
  const words = [
    ...readFileSync(join(folder, 'manifests/kube-apiserver.yaml'), 'utf8').matchAll(/^ {4}- (\S+)$/gm),
  ].map(([, word = '']) => word);
  const [unit, environment] = ['unit', 'environment'].map((name) => join(bin, name)) as [string, string];
  writeFileSync(environment, `ARGS="${words.slice(9).join(' ')}"\n`);
  writeFileSync(
    unit,
    `# --secure-port=1\n[Service]\nEnvironmentFile=-${environment}\nExecStart=/usr/bin/${words.slice(0, 9).join(' \\\n  ')} \\\n  $ARGS\n`,
  );
  const systemctl = join(bin, 'systemctl');
  writeFileSync(
    systemctl,
    `#!/bin/bash
case $1 in
  cat) cat '${unit}' ;;
  show) read -r name pid < <(cat '${folder}'/containers/kube-apiserver-*); echo "MainPID=$pid" ;;
  restart) read -r name pid < <(cat '${folder}'/containers/kube-apiserver-*); kill "$pid" ;;
  *) exit 1 ;;
esac
`,
  );
  chmodSync(systemctl, 0o755);
  return environment;
}
