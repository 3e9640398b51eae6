import { found } from '../document/found.js';
import type { Problem } from '../document/problem.js';
import { parseProxyUrl, proxyForm } from '../net/proxy.js';
import { type HostName, parseHostName } from '../x509/host-name.js';
import type { ClusterAccess } from './cluster-access.js';
import { type Complain, readFileOrData } from './file-or-data.js';
import type { Entry } from './kubeconfig-file.js';
import type { ClusterFields } from './kubeconfig-schema.js';
import { parseServerUrl, serverUrlForm } from './server-url.js';

type ClusterPart = Pick<ClusterAccess, 'server' | 'serverName' | 'insecure' | 'ca' | 'proxy'>;

/** Reads a cluster's entry, or reports all that is wrong with it. `about`: whose cluster it is, which begins every message. */
export function readCluster(
  entry: Entry<ClusterFields>,
  about: string,
): ClusterPart | { readonly problems: readonly Problem[] } {
  const { fields } = entry;
  const problems: Problem[] = [];
  const complain: Complain = (field, message) => {
    problems.push({ ...entry.origin(field), message: `${about}: ${message}` });
  };
  const server = parseServerUrl(withScheme(fields));
  if (server === undefined) {
    complain('server', `found ${found(fields.server || undefined, ['server'])}, expected ${serverUrlForm}`);
  }
  const proxy = fields['proxy-url'] ? parseProxyUrl(fields['proxy-url']) : undefined;
  if (fields['proxy-url'] && proxy === undefined) {
    complain('proxy-url', `found ${found(fields['proxy-url'], ['proxy-url'])}, expected ${proxyForm}`);
  }
  const serverName = readServerName(fields['tls-server-name'], complain);
  const ca = readFileOrData(entry, 'certificate-authority', complain);
  const insecure = fields['insecure-skip-tls-verify'] ?? false;
  if (insecure && ca !== undefined) {
    complain(
      'insecure-skip-tls-verify',
      'found true together with a certificate-authority, expected only one of the two',
    );
  }
  return server === undefined || problems.length > 0 ? { problems } : { server, serverName, insecure, ca, proxy };
}

/** client-go takes host and port for an https URL where the cluster says how to verify it (k8s.io/client-go/rest, DefaultServerURL). */
function withScheme(fields: ClusterFields): string {
  const server = fields.server ?? '';
  const secure = ['certificate-authority', 'certificate-authority-data', 'insecure-skip-tls-verify'] as const;
  return /^[^/]+\/?$/.test(server) && secure.some((key) => fields[key]) ? `https://${server}` : server;
}

function readServerName(text: string | null | undefined, complain: Complain): HostName | undefined {
  const name = text ? parseHostName(text) : undefined;
  if (text && name === undefined) {
    complain('tls-server-name', `found ${found(text, ['tls-server-name'])}, expected a DNS name or an IP address`);
  }
  return name;
}
