import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BackgroundProcess, startInBackground } from './background-process.js';

/** HAProxy like in many control planes: it forwards TCP to each server in turn. If a server is down, it tries another one. */
export function startLoadBalancer(
  address: string,
  servers: readonly { readonly address: string }[],
  folder: string,
): Promise<BackgroundProcess> {
  const config = `
defaults
  mode tcp
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  retries 3
  option redispatch 1
listen apiservers
  bind ${address}
  balance roundrobin
${servers.map((server, i) => `  server node${i + 1} ${server.address}\n`).join('')}`;
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(file, config);
  return startInBackground(['haproxy', '-f', file, '-db'], join(folder, 'haproxy.log'));
}
