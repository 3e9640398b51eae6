import type { FastifyServerOptions } from 'fastify';

/**
 * No route has a schema, so nothing has to be checked or written by one. Without this, fastify loads two compilers of schemas as it starts,
 * which take as much time and memory as the rest of it. They are not even in the bundle: scripts/bundle.ts.
 */
export const noSchemas: NonNullable<FastifyServerOptions['schemaController']> = {
  compilersFactory: { buildValidator: refuse, buildSerializer: refuse },
};

function refuse(): never {
  throw new Error('a route has a schema: see src/web/no-schemas.ts');
}
