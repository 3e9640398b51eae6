import { gunzipSync } from 'node:zlib';
import fastify from 'fastify';
import t from 'tap';
import { addCompression } from '../../src/web/compression.js';

const long = 'metric 1\n'.repeat(500);

const app = fastify();
addCompression(app);
app.get('/long', (_request, reply) => reply.type('text/plain; charset=utf-8').send(long));
app.get('/openmetrics', (_request, reply) => reply.type('application/openmetrics-text; version=1.0.0').send(long));
app.get('/json', () => [long]);
app.get('/short', (_request, reply) => reply.type('text/plain').send('short\n'));
app.get('/image', (_request, reply) => reply.type('image/png').send(long));
app.get('/bytes', (_request, reply) => reply.type('text/plain').send(Buffer.from(long)));
t.teardown(() => app.close());

const get = (url: string, encoding?: string) =>
  app.inject({ url, ...(encoding !== undefined && { headers: { 'accept-encoding': encoding } }) });

void t.test('text is compressed for clients that accept it', async (t) => {
  for (const url of ['/long', '/openmetrics', '/json']) {
    const { headers, rawPayload } = await get(url, 'gzip');
    t.match(headers, { 'content-encoding': 'gzip', vary: 'accept-encoding' }, url);
    t.equal(headers['content-length'], String(rawPayload.length));
    t.ok(rawPayload.length < 500);
    const text = gunzipSync(rawPayload).toString();
    t.equal(url === '/json' ? (JSON.parse(text) as string[])[0] : text, long);
  }
});

void t.test('other clients get the text, and caches are told apart', async (t) => {
  for (const encoding of [undefined, '', 'identity', 'br', 'gzip;q=0', '*;q=0']) {
    const { headers, body } = await get('/long', encoding);
    t.equal(headers['content-encoding'], undefined, String(encoding));
    t.equal(headers.vary, 'accept-encoding');
    t.equal(body, long);
  }
});

void t.test('what is short or no text stays as it is', async (t) => {
  for (const url of ['/short', '/image', '/bytes']) {
    const { headers } = await get(url, 'gzip');
    t.equal(headers['content-encoding'], undefined, url);
    t.equal(headers.vary, undefined, url);
  }
});

void t.test('HEAD has the headers of GET', async (t) => {
  const { headers, body } = await app.inject({ method: 'HEAD', url: '/long', headers: { 'accept-encoding': 'gzip' } });
  t.equal(headers['content-encoding'], 'gzip');
  t.equal(body, '');
});
