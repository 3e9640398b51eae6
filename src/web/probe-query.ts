/** What a request of `/probe` asks for. */
export interface ProbeQuery {
  readonly target: string;
  readonly address: string | undefined;
  readonly debug: boolean;
}

/** Characters of a target's name, and of an address. */
const longest = 512;

/** A query that is not one of `/probe`. fastify answers with the status. */
class MalformedProbeQuery extends Error {
  override readonly name = 'MalformedProbeQuery';
  readonly statusCode = 400;
}

/**
 * Reads a parsed query: `target`, and perhaps `address` and `debug`, each once. Others are ignored. Throws MalformedProbeQuery, whose message
 * has nothing of the query.
 */
export function readProbeQuery(query: unknown): ProbeQuery {
  const given = query as Readonly<Record<string, unknown>>;
  const target = readText(given, 'target');
  if (target === undefined) throw new MalformedProbeQuery(`querystring must have required property 'target'`);
  const debug = readText(given, 'debug') ?? 'false';
  if (debug !== 'true' && debug !== 'false') throw new MalformedProbeQuery('querystring/debug must be boolean');
  return { target, address: readText(given, 'address'), debug: debug === 'true' };
}

function readText(query: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = query[key];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw new MalformedProbeQuery(`querystring/${key} must be string`);
  if (value.length <= longest) return value;
  throw new MalformedProbeQuery(`querystring/${key} must NOT have more than ${longest} characters`);
}
