import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { type Apiserver, startApiserver } from '../../../demo/apiserver.js';
import { createLoopback } from '../../../demo/loopback.js';
import { mustRun } from '../../integration/run.js';
import { temporaryFolder } from '../../integration/temporary-folder.js';
import { makeCa } from './pasted.js';
import type { Answer, Simulated } from './simulated-commands.js';

/** A node of microk8s: its folder, openssl and its listener are real. Its services and programs are simulated. */
export interface Microk8sNode {
  readonly certs: string;
  readonly lock: string;
  readonly simulated: Simulated;
  readonly replace: readonly (readonly [string, string])[];
  /** Makes its refresh fail from now on. */
  fail(): void;
}

const template = `[ req ]
prompt = no
req_extensions = req_ext
distinguished_name = dn
[ dn ]
O = Canonical
CN = 127.0.0.1
[ req_ext ]
subjectAltName = @alt_names
[ alt_names ]
DNS.1 = kubernetes
IP.1 = 127.0.0.1
IP.2 = 10.152.183.1
#MOREIPS
[ v3_ext ]
basicConstraints=CA:FALSE
extendedKeyUsage=serverAuth,clientAuth
subjectAltName=@alt_names
`;

export async function startMicrok8sNode(t: Test): Promise<Microk8sNode> {
  const folder = temporaryFolder(t);
  const certs = join(folder, 'certs');
  const lock = join(folder, 'var/lock/no-cert-reissue');
  for (const each of [certs, join(folder, 'var/lock'), join(folder, 'root')]) mkdirSync(each, { recursive: true });
  writeFileSync(join(certs, 'csr.conf.template'), template);
  const file = (name: string): string => join(certs, name);
  makeCa(file('ca'), '10.152.183.1');
  for (const key of ['server.key', 'front-proxy-client.key'])
    await mustRun(['openssl', 'genrsa', '-out', file(key), '2048']);
  const issue = async (name: string): Promise<void> => {
    // As render_csr_conf of older versions does: numbers from 3 on, whatever the template has.
    const rendered = readFileSync(file('csr.conf.template'), 'utf8').replace(
      '#MOREIPS',
      'IP.3 = 10.1.2.3\nIP.4 = 10.1.2.4',
    );
    writeFileSync(file('csr.conf'), rendered);
    const request = file(`${name}.csr`);
    await mustRun([
      'openssl',
      'req',
      '-new',
      '-sha256',
      '-key',
      file(`${name}.key`),
      '-out',
      request,
      '-config',
      file('csr.conf'),
    ]);
    await mustRun([
      'openssl',
      'x509',
      '-req',
      '-sha256',
      '-in',
      request,
      '-CA',
      file('ca.crt'),
      '-CAkey',
      file('ca.key'),
      '-CAcreateserial',
      '-out',
      file(`${name}.crt`),
      '-days',
      '365',
      '-extensions',
      'v3_ext',
      '-extfile',
      file('csr.conf'),
    ]);
  };
  await issue('server');
  await issue('front-proxy-client');
  const server = await startApiserver({
    serving: pair(certs),
    loopback: (await createLoopback({ startedAt: 1_700_000_000 })).identity,
  });
  t.teardown(() => server.close());
  let failing = false;
  const refresh = async (name: string): Promise<Answer> => {
    if (failing) return { status: 20, output: 'Failed to produce new certificates. Reverting.\n' };
    rmSync(file(name));
    await issue(name.replace(/\.crt$/, ''));
    await restart(server, certs);
    return {};
  };
  return {
    certs,
    lock,
    fail: () => (failing = true),
    replace: [
      ['/var/snap/microk8s/current', folder],
      ['/root/', `${join(folder, 'root')}/`],
      ['127.0.0.1:16443', server.endpoint],
    ],
    simulated: {
      snap: async () => restart(server, certs),
      microk8s: ([command, , name = '']) => (command === 'refresh-certs' ? refresh(name) : {}),
    },
  };
}

function pair(certs: string): { readonly cert: string; readonly key: string } {
  return {
    cert: readFileSync(join(certs, 'server.crt'), 'utf8'),
    key: readFileSync(join(certs, 'server.key'), 'utf8'),
  };
}

async function restart(server: Apiserver, certs: string): Promise<Answer> {
  server.restart((await createLoopback({ startedAt: 1_700_001_000 })).identity, 1_700_001_000);
  server.replaceServing(pair(certs));
  return {};
}

/** Puts the key of another certificate in its place. */
export function mixUp({ certs }: Microk8sNode): void {
  copyFileSync(join(certs, 'front-proxy-client.key'), join(certs, 'server.key'));
}

export function isLocked({ lock }: Microk8sNode): boolean {
  return existsSync(lock);
}
