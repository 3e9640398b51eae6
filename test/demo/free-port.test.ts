import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import t from 'tap';
import { freePort } from '../../demo/free-port.js';

void t.test('gives the wanted port when it is free, else any', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  t.equal(await freePort(port), 0);
  server.close();
  await once(server, 'close');
  t.equal(await freePort(port), port);
});
