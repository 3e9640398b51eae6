import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import t from 'tap';
import { AddressRefusedError, guardedLookup } from '../../src/net/guarded-lookup.js';
import { everyNetwork } from '../../src/net/network.js';

const answers: Readonly<Record<string, readonly LookupAddress[]>> = {
  'rebinding.example': [{ address: '127.0.0.1', family: 4 }],
  'mixed.example': [
    { address: '::1', family: 6 },
    { address: '10.225.4.51', family: 4 },
  ],
};

const parts = {
  lookUp: ((host, _options, done) => {
    const found = answers[host];
    if (found) done(null, [...found]);
    else done(new Error('ENOTFOUND'), '');
  }) satisfies Parameters<typeof guardedLookup>[1] extends { lookUp: infer L } | undefined ? L : never,
  ownWord: () => Promise.resolve(() => false),
};

const ask = (host: string, all: boolean, allow = guardedLookup([], parts)) =>
  new Promise((resolve) => allow(host, { all }, (...found) => resolve(found)));

void t.test('what is special is left out, in both forms of a lookup', async (t) => {
  t.same(await ask('mixed.example', true), [null, [{ address: '10.225.4.51', family: 4 }]]);
  t.same(await ask('mixed.example', false), [null, '10.225.4.51', 4]);
  t.match(await ask('rebinding.example', true), [
    { code: 'ERR_ADDRESS_REFUSED', message: /rebinding\.example leads to 127\.0\.0\.1 / },
    '',
  ]);
  t.match(await ask('missing.example', true), [{ message: 'ENOTFOUND' }, '']);
  const allowed = guardedLookup(everyNetwork, parts);
  t.same(await ask('rebinding.example', false, allowed), [null, '127.0.0.1', 4]);
});

void t.test('a socket dials nothing for such a name, and localhost for the name of the user', async (t) => {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const { port } = server.address() as AddressInfo;
  const refused = connect({ host: 'rebinding.example', port, lookup: guardedLookup([], parts) });
  const [error] = (await once(refused, 'error')) as [unknown];
  t.ok(error instanceof AddressRefusedError);
  t.equal(connections, 0);
  const socket = connect({ host: 'localhost', port, lookup: guardedLookup() });
  await once(socket, 'connect');
  socket.destroy();
});
