import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { base64 } from '../fixtures/base64.js';
import { startConnectProxy } from '../fixtures/proxy.js';
import { startSocksProxy } from '../fixtures/socks-proxy.js';
import { startTcpServer } from '../fixtures/tcp-server.js';
import { answerJson, startSimulatedApi } from '../kube/simulated-api.js';

export const authority = await createAuthority({ commonName: 'kubernetes' });
export const names = { dnsNames: ['api.invalid', 'kubernetes.default.svc'], ipAddresses: ['127.0.0.1', '10.225.4.51'] };
const { identity } = await authority.issue({ commonName: 'kube-apiserver', ...names });

export const password = `canary-${randomBytes(12).toString('hex')}`;
export const login = `user:${password}`;
/** What nothing may show. */
export const needles = [password, base64(login), base64(password)];

/** The login at the API server. */
export const token = `canary-${randomBytes(12).toString('hex')}`;

/** The hosts that only the proxies know: the API server's name, and the instance that it lists. */
const hosts = { 'api.invalid': '127.0.0.1', '10.225.4.51': '127.0.0.1' };

export async function startProxies(t: Test) {
  return {
    http: await startConnectProxy(t, { hosts, login }),
    https: await startConnectProxy(t, { hosts, login, identity }),
    socks5: await startSocksProxy(t, { hosts, login }),
  };
}

/** An API server that lists itself under an IP that only the proxies know. */
export async function startApi(t: Test, served = identity) {
  const slices =
    '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dkubernetes';
  const answers: Record<string, unknown> = { '/version': { gitVersion: 'v1.36.3' } };
  const api = await startSimulatedApi(t, served, (request, response) => answerJson(answers)(request, response));
  const ports = [{ name: 'https', port: api.port }];
  const endpoints = [{ addresses: ['10.225.4.51'], conditions: { ready: true } }];
  answers[slices] = { items: [{ metadata: { name: 'kubernetes' }, addressType: 'IPv4', ports, endpoints }] };
  return api;
}

export function writeKubeconfig(folder: string, name: string, port: number, proxyUrl?: string): string {
  const cluster = {
    server: `https://api.invalid:${port}`,
    'certificate-authority-data': base64(authority.pem),
    ...(proxyUrl !== undefined && { 'proxy-url': proxyUrl }),
  };
  const file = join(folder, `${name}.conf`);
  const context = { cluster: 'a', user: 'a' };
  const lists = {
    clusters: [{ name: 'a', cluster }],
    contexts: [{ name: 'a', context }],
    users: [{ name: 'a', user: { token } }],
  };
  writeFileSync(file, JSON.stringify({ 'current-context': 'a', ...lists }));
  return file;
}

/** Says back what it was sent, in every place that a client may show. */
export function startEcho(t: Test, status: string): Promise<number> {
  return startTcpServer(t, (socket) =>
    socket.once('data', (data) => {
      const sent = /Authorization: (.*)\r\n/.exec(data.toString())?.[1] ?? data.toString('latin1');
      socket.end(`HTTP/1.1 ${status} ${sent}\r\nX-Sent: ${sent}\r\nLocation: http://${login}@a/\r\n\r\n${sent}`);
    }),
  );
}
