import { once } from 'node:events';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import type { Apiserver } from '../../demo/apiserver.js';

/** The CNs of the chain that one polite handshake shows. */
export async function shownChain(
  { port, address }: Apiserver,
  servername?: string,
  options: ConnectionOptions = {},
): Promise<string[]> {
  const sni = servername === undefined ? {} : { servername };
  const socket = connect({ port, host: address, rejectUnauthorized: false, ...sni, ...options });
  await once(socket, 'secureConnect');
  const names = chainOf(socket);
  socket.end();
  await once(socket, 'close');
  return names;
}

function chainOf(socket: TLSSocket): string[] {
  const names: string[] = [];
  let certificate = socket.getPeerX509Certificate();
  for (; certificate !== undefined; certificate = certificate.issuerCertificate) {
    names.push(certificate.subject.replace('CN=', ''));
    if (certificate.checkIssued(certificate)) break;
  }
  return names;
}
