import { execFileSync } from 'node:child_process';
import fastify from 'fastify';
import t from 'tap';
import { noSchemas } from '../../src/web/no-schemas.js';

const schema = { response: { 200: { type: 'object' } } };

void t.test('routes without a schema are served, and one with a schema is refused', async (t) => {
  const app = fastify({ schemaController: noSchemas });
  app.get('/', (_request, reply) => reply.send('here\n'));
  app.get('/error', () => {
    throw new Error('odd');
  });
  t.equal((await app.inject('/')).body, 'here\n');
  t.match((await app.inject('/error')).json(), { statusCode: 500, message: 'odd' });
  const other = fastify({ schemaController: noSchemas });
  other.get('/', { schema }, () => ({}));
  await t.rejects(async () => {
    await other.ready();
  }, /no-schemas/);
});

/** Returns how many files of the compiler of schemas fastify loads. */
function compilers(options: 'noSchemas' | 'undefined'): number {
  const script = `
    import(${JSON.stringify(new URL('../../src/web/no-schemas.js', import.meta.url).href)}).then(async ({ noSchemas }) => {
      const app = require('fastify')({ schemaController: ${options} });
      app.get('/', () => 'here');
      await app.ready();
      console.log(Object.keys(require.cache).filter((file) => /node_modules.ajv./.test(file)).length);
    });`;
  return Number(execFileSync(process.execPath, ['--eval', script], { encoding: 'utf8' }));
}

void t.test('the compiler of schemas is not loaded', (t) => {
  t.equal(compilers('noSchemas'), 0);
  t.ok(compilers('undefined') > 10);
  t.end();
});
