import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base64 } from '../fixtures/base64.js';
import type { SimulatedApi } from '../kube/simulated-api.js';
import { client, password, token, tokenInFile } from './canaries.js';
import { byToken, type Kubeconfig, type User, writeKubeconfig } from './kubeconfig.js';

/** A kubeconfig for each way to log in at this server, or to fail to. */
export function writeUsers(folder: string, api: SimulatedApi): readonly Kubeconfig[] {
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, tokenInFile);
  const users: Readonly<Record<string, User>> = {
    'by-token': byToken,
    'by-token-file': { tokenFile },
    'two-lines': { token: `${token}\n${token}` },
    'no-base64': { ...byToken, 'client-key-data': `${token}!` },
    'no-key': { ...byToken, 'client-key-data': base64(token) },
    'key-alone': { 'client-key-data': base64(client.key) },
    password: { username: 'admin', password },
    exec: { exec: { command: 'login', env: [{ name: 'PASSWORD', value: password }] } },
    'auth-provider': { 'auth-provider': { config: { 'id-token': token } } },
    'wrong-type': { token: [token], password: { [password]: password } },
  };
  return [
    ...Object.entries(users).map(([name, user]) => writeKubeconfig(folder, name, api.port, { user })),
    writeKubeconfig(folder, 'user-in-url', api.port, { cluster: { server: `https://admin:${password}@127.0.0.1` } }),
    writeKubeconfig(folder, 'proxy', api.port, { cluster: { 'proxy-url': `http://admin:${password}@127.0.0.1` } }),
  ];
}
