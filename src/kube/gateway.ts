import type { TLSSocket } from 'node:tls';
import { clusterName } from '../net/cluster-name.js';
import { endFirst } from '../net/end-first.js';
import { tlsContext } from '../net/tls-context.js';
import { covers } from '../x509/covers.js';
import { isDynamicListener } from '../x509/dynamiclistener.js';
import { isLoopbackCertificate, loopbackServerName } from '../x509/loopback-start.js';
import type { ClusterAccess } from './cluster-access.js';
import type { FirstContact } from './server-name-to-send.js';
import { connectVerified } from './verified-connection.js';

/**
 * Whether a gateway answers at the server of a kubeconfig, and terminates TLS in front of the API servers: the server has a path, or it answers the
 * SNI of the loopback certificate with a certificate that is not one of a kube-apiserver. Then its CA and its name say nothing of the API servers.
 * Never rejects. A listener like that of K3s is not asked for that name, as for no other. `mayAsk`: whether the SNI may be sent.
 */
export async function isGatewayAt(contact: FirstContact, mayAsk: boolean): Promise<boolean> {
  if (contact.access.server.path !== '') return true;
  if (!mayAsk) return false;
  const access: ClusterAccess = {
    ...contact.access,
    serverName: { kind: 'dns', text: loopbackServerName },
    // Nothing is sent, so the server need not be verified. To break the connection off would be a handshake error there.
    insecure: true,
  };
  const connection = await connectVerified({ ...contact, access, ca: undefined, secureContext: tlsContext() });
  if (!connection.ok) return false;
  await closed(connection.socket);
  const { leaf } = connection;
  if (leaf === undefined || isLoopbackCertificate(leaf) || isDynamicListener(leaf)) return false;
  return !covers(leaf, clusterName);
}

/** Closes the connection, and waits until the server has closed it, too: its part of the handshake ends after ours. The deadline bounds this. */
function closed(socket: TLSSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve();
    socket.once('close', () => resolve());
    endFirst(socket);
  });
}
