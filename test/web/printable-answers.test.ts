import fastify from 'fastify';
import t from 'tap';
import { addPrintableAnswers, plainText } from '../../src/web/printable-answers.js';

void t.test('plain text is made printable, everything else stays', async (t) => {
  const app = fastify();
  addPrintableAnswers(app);
  app.get('/text', (_request, reply) => reply.type(plainText).send('a\u202e\nb\n'));
  app.get('/other', (_request, reply) => reply.type('text/html; charset=utf-8').send('\u202e'));
  app.get('/bytes', (_request, reply) => reply.type(plainText).send(Buffer.from('\u202e')));
  t.teardown(() => app.close());
  const bodyOf = async (url: string): Promise<string> => (await app.inject(url)).body;
  t.same(
    [await bodyOf('/text'), await bodyOf('/other'), await bodyOf('/bytes')],
    ['a\\u202e\nb\n', '\u202e', '\u202e'],
  );
});
