import { join } from 'node:path';
import { mustRun } from '../run.js';

interface Request {
  /** Negative: it has expired. */
  readonly days: number;
  /** As OpenSSL writes them: `DNS:kubernetes,IP:10.96.0.1`. */
  readonly sans: string;
  /** The folder with ca.crt and the CA's key. */
  readonly ca: string;
  readonly caKey?: string;
  /** The key for which it is. */
  readonly key: string;
  readonly out: string;
}

/** Signs a serving certificate as those who run the CA would, with OpenSSL. */
export async function signServing({ days, sans, ca, caKey = join(ca, 'ca.key'), key, out }: Request): Promise<void> {
  const files = { KEY: key, CA: join(ca, 'ca.crt'), CA_KEY: caKey, OUT: out };
  const set = Object.entries(files).map(([name, path]) => `${name}='${path}'`);
  const command = [
    ...set,
    `EXTENSIONS='subjectAltName=${sans}\nextendedKeyUsage=serverAuth'`,
    'openssl req -new -key "$KEY" -subj /CN=kube-apiserver -config <(printf "[req]\\ndistinguished_name=dn\\n[dn]\\n") |',
    `openssl x509 -req -days ${days} -CA "$CA" -CAkey "$CA_KEY" -set_serial "0x$(openssl rand -hex 8)" -extfile <(echo "$EXTENSIONS") -out "$OUT"`,
  ];
  await mustRun(['bash', '-euc', command.join('\n')]);
}

/** The SANs of a certificate in a file, as OpenSSL prints them. */
export function sansInFile(path: string): Promise<string> {
  return mustRun(['openssl', 'x509', '-noout', '-ext', 'subjectAltName', '-in', path]);
}
