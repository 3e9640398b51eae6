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
  const connections = new Map<string, Connection>();
  /** Those of each network, the one that was used longest ago first. */
  const byNetwork = new Map<string, Set<Connection>>();

  const add = (connection: Connection): void => {
    const { network } = connection;
    byNetwork.set(network, (byNetwork.get(network) ?? new Set()).add(connection));
  };
  const remove = (key: string, connection: Connection): void => {
    if (connections.get(key) === connection) connections.delete(key);
    const own = byNetwork.get(connection.network);
    own?.delete(connection);
    if (own?.size === 0) byNetwork.delete(connection.network);
  };
  server.prependListener('connection', (socket: Socket) => {
    const key = keyOf(socket);
    const connection = { network: clientNetwork(socket.remoteAddress), socket, busy: 0 };
    // From one port to two addresses of this host, which no client does.
    connections.get(key)?.socket.destroy();
    connections.set(key, connection);
    add(connection);
    socket.once('close', () => remove(key, connection));
    if (connections.size > most) (idleOf(byNetwork.values()) ?? connection).socket.destroy();
  });
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(keyOf(request.socket));
    if (connection === undefined) return;
    connection.busy += 1;
    byNetwork.get(connection.network)?.delete(connection);
    add(connection);
    response.once('close', () => (connection.busy -= 1));
  });
}

/** The same for a TCP connection and for TLS over it. */
function keyOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

/** Returns the one of the network with the most that was used longest ago and has no request; undefined: all of them have one. */
function idleOf(networks: Iterable<ReadonlySet<Connection>>): Connection | undefined {
  let most: ReadonlySet<Connection> = new Set();
  for (const own of networks) if (own.size > most.size) most = own;
  for (const connection of most) if (connection.busy === 0 && !connection.socket.destroyed) return connection;
  return undefined;
}
