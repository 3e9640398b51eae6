import { lookup } from 'node:dns/promises';
import type { FastifyInstance } from 'fastify';

export type App = Pick<FastifyInstance, 'listen' | 'close'>;

/** Errors of bind(2) on a machine without IPv6. */
const withoutIPv6: readonly unknown[] = ['EAFNOSUPPORT', 'EADDRNOTAVAIL'];

/**
 * Listens, and returns the URL without its scheme. Without a host, it listens on every IPv6 and IPv4 address, or only on IPv4 if the
 * machine has no IPv6; Fastify's default would be localhost. A name means its IPv4 address if it has one, as in Go's net.Listen.
 */
export async function listen(
  app: Pick<App, 'listen'>,
  { host, port }: { readonly host: string | undefined; readonly port: number },
): Promise<string> {
  const at = async (address: string): Promise<string> =>
    (await app.listen({ host: address, port })).replace(/^\w+:\/\//, '');
  if (host !== undefined) {
    const { address } = await lookup(host, { family: 4 }).catch(() => ({ address: host }));
    return await at(address);
  }
  try {
    return await at('::');
  } catch (error) {
    if (!withoutIPv6.includes((error as NodeJS.ErrnoException).code)) throw error;
    return await at('0.0.0.0');
  }
}
