import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { FastifyReply } from 'fastify';
import t from 'tap';
import { whenOver } from '../../src/web/when-over.js';

const replyOf = (raw: ServerResponse) => ({ raw }) as unknown as FastifyReply;

void t.test('once, when the answer is sent, or its client gone, even if it was gone before', async (t) => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const ask = async (): Promise<readonly [ReturnType<typeof connect>, ServerResponse]> => {
    const socket = connect(port, '127.0.0.1').resume();
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
    return [socket, response];
  };
  let released = 0;
  const release = () => {
    released += 1;
  };
  const [first, answered] = await ask();
  whenOver(replyOf(answered), release);
  t.equal(released, 0);
  answered.end();
  await once(answered, 'close');
  t.equal(released, 1, 'sent');
  first.destroy();

  const [second, left] = await ask();
  whenOver(replyOf(left), release);
  second.destroy();
  await once(left, 'close');
  t.equal(released, 2, 'gone');
  whenOver(replyOf(left), release);
  t.equal(released, 3, 'gone before');
});
