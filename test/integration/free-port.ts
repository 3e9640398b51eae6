import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Ports below those that Linux uses for outgoing connections (32768 and up), so that no outgoing connection takes the port before the
 * program listens.
 */
const [lowest, highest] = [20_000, 32_767];

/** Returns a port of 127.0.0.1 on which nothing listens, for programs that need a fixed port. */
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
