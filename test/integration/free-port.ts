import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Ports below those that Linux gives to outgoing connections (32768 and up): between our look and the moment when the program listens,
 * none of them takes it.
 */
const [lowest, highest] = [20_000, 32_767];

/** A port of 127.0.0.1 on which nothing listens, for programs that have to be told one. */
export async function freePort(): Promise<number> {
  const port = randomInt(lowest, highest);
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return freePort();
  }
  server.close();
  await once(server, 'close');
  return port;
}
