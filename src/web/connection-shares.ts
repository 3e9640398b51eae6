import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { clientNetwork } from './client-network.js';

interface Connection {
  readonly network: string;
  readonly socket: Socket;
  /** How many of its requests are being answered. */
  busy: number;
}

/**
 * Bounds the connections of a server. A further one takes the place of an idle one of the client network that has the most: of that which was
 * used longest ago. So clients that open connections and leave them idle take places from each other only. Where all those of that network
 * are being answered, the further one is closed.
 */
export function addConnectionShares(server: Server, most: number): void {
  /** The one that was used longest ago first. */
  const connections = new Map<string, Connection>();

  const remove = (key: string, connection: Connection): void => {
    if (connections.get(key) === connection) connections.delete(key);
  };
  const makeRoom = (): void => {
    const network = greediest(connections.values());
    const idle = [...connections].find(([, each]) => each.network === network && each.busy === 0);
    const [key, victim] = idle ?? [...connections].at(-1) ?? [];
    if (key === undefined || victim === undefined) return;
    connections.delete(key);
    victim.socket.destroy();
  };
  server.prependListener('connection', (socket: Socket) => {
    const key = keyOf(socket);
    const connection = { network: clientNetwork(socket.remoteAddress), socket, busy: 0 };
    // From one port to two addresses of this host, which no client does.
    connections.get(key)?.socket.destroy();
    connections.set(key, connection);
    socket.once('close', () => remove(key, connection));
    if (connections.size > most) makeRoom();
  });
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const key = keyOf(request.socket);
    const connection = connections.get(key);
    if (connection === undefined) return;
    connection.busy += 1;
    connections.delete(key);
    connections.set(key, connection);
    response.once('close', () => (connection.busy -= 1));
  });
}

/** The same for a TCP connection and for TLS over it. */
function keyOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

function greediest(connections: Iterable<Connection>): string | undefined {
  const counts = new Map<string, number>();
  for (const { network } of connections) counts.set(network, (counts.get(network) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0];
}
