import { lookup } from 'node:dns/promises';
import type { FastifyInstance } from 'fastify';

export type App = Pick<FastifyInstance, 'listen' | 'close'>;

/** Errors of bind(2) on a machine without IPv6. */
const withoutIPv6: readonly unknown[] = ['EAFNOSUPPORT', 'EADDRNOTAVAIL'];

/**
 * Listens, and gives the URL without its scheme. Without a host: on every address, of IPv6 and IPv4 alike, or of IPv4 alone where there is no
 * IPv6; Fastify would listen on localhost. A name is its IPv4 address where it has one, as Go's net.Listen has it.
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
