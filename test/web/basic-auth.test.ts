import { Agent } from 'node:http';
import { hashSync } from 'bcryptjs';
import fastify from 'fastify';
import t, { type Test } from 'tap';
import { addBasicAuth } from '../../src/web/basic-auth.js';
import { listen, securityOf } from './app-fixture.js';
import { get } from './get.js';

function guarded(t: Test, ...users: readonly [string, string][]) {
  const security = securityOf({ users: new Map(users) });
  const app = fastify();
  t.teardown(() => app.close());
  addBasicAuth(app, security.web);
  app.get('/', (_request, reply) => reply.send('hello\n'));
  const ask = (user: string, password: string) =>
    app.inject({
      url: '/',
      headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
    });
  return { app, ask, security };
}

const hash = hashSync('secret', 4);

void t.test('wrong, unknown, missing and right credentials', async (t) => {
  const { app, ask } = guarded(t, ['alice', hash]);
  for (const answer of [await app.inject('/'), await ask('alice', 'wrong'), await ask('bob', 'secret')]) {
    t.match(answer, {
      statusCode: 401,
      body: 'unauthorized\n',
      headers: { 'www-authenticate': 'Basic realm="apiserver-cert-exporter", charset="UTF-8"' },
    });
  }
  for (let i = 0; i < 2; i++) t.match(await ask('alice', 'secret'), { statusCode: 200, body: 'hello\n' });
});

void t.test('users change at runtime', async (t) => {
  const { app, ask, security } = guarded(t);
  t.equal((await app.inject('/')).statusCode, 200, 'none: everybody is let in');
  security.change({ users: new Map([['alice', hash]]) });
  t.equal((await app.inject('/')).statusCode, 401);
  t.equal((await ask('alice', 'secret')).statusCode, 200);
  security.change({ users: new Map([['bob', hash]]) });
  t.equal((await ask('alice', 'secret')).statusCode, 401);
});

void t.test('the event loop is not blocked, and a remembered login does not wait', async (t) => {
  const slow = hashSync('secret', 10);
  const { ask } = guarded(t, ['alice', slow]);
  t.equal((await ask('alice', 'secret')).statusCode, 200);
  const order: string[] = [];
  const strangers = [1, 2, 3].map(async (i) => {
    order.push(`stranger ${(await ask('mallory', String(i))).statusCode}`);
  });
  await new Promise((resolve) => setImmediate(resolve));
  order.push(`alice ${(await ask('alice', 'secret')).statusCode}`);
  await Promise.all(strangers);
  t.same(order, ['alice 200', 'stranger 401', 'stranger 401', 'stranger 401']);
});

void t.test('the number of waiting logins is limited', async (t) => {
  const { ask } = guarded(t, ['alice', hash]);
  const answers = await Promise.all(Array.from({ length: 80 }, (_, i) => ask('mallory', String(i))));
  const busy = answers.filter(({ statusCode }) => statusCode === 503);
  t.equal(answers.filter(({ statusCode }) => statusCode === 401).length, 65, 'one at work and 64 that wait');
  t.equal(busy.length, 15);
  t.equal(busy[0]?.headers['retry-after'], '5');
});

/** Sends wrong passwords from these addresses, on 64 connections, one after another on each, until the returned function is called. */
function attack(port: number, addresses: readonly string[]): () => Promise<void> {
  let over = false;
  const lines = Array.from({ length: 64 }, async (_, i) => {
    const localAddress = addresses[i % addresses.length] ?? '';
    const agent = new Agent({ keepAlive: true });
    for (let j = 0; !over; j++) {
      await get({ port, plain: true, agent, localAddress, auth: `alice:wrong ${i} ${j}` }).catch(() => undefined);
    }
    agent.destroy();
  });
  return async () => {
    over = true;
    await Promise.all(lines);
  };
}

void t.test('whatever strangers send, a right login from elsewhere gets in', async (t) => {
  const { app, security } = guarded(t, ['alice', hashSync('secret', 8)]);
  const port = await listen(app);
  const login = async (localAddress: string) =>
    (await get({ port, plain: true, localAddress, auth: 'alice:secret' })).status;
  for (const addresses of [['127.0.0.2'], Array.from({ length: 8 }, (_, i) => `127.0.1.${i + 1}`)]) {
    const end = attack(port, addresses);
    await get({ port, plain: true, localAddress: addresses[0], auth: 'alice:first' });
    t.equal(await login('127.0.0.3'), 200, 'the first login from there');
    const begun = performance.now();
    for (let i = 0; i < 10; i++) t.equal(await login('127.0.0.3'), 200);
    t.ok(performance.now() - begun < 1000, 'a known login does not wait');
    // A hash that has changed forgets the login, and not where it came from.
    security.change({ users: new Map([['alice', hashSync('secret', 8)]]) });
    t.equal(await login('127.0.0.3'), 200);
    await end();
    security.change({ users: new Map([['alice', hashSync('secret', 8)]]) });
  }
});
