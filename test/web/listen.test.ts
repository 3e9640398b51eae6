import fastify from 'fastify';
import t from 'tap';
import { listen } from '../../src/web/listen.js';
import { get } from './get.js';

void t.test('on one address, or on every one', async (t) => {
  for (const host of ['127.0.0.1', undefined]) {
    const app = fastify();
    t.teardown(() => app.close());
    app.get('/', (_request, reply) => reply.send('hello\n'));
    const address = await listen(app, { host, port: 0 });
    const [, port] = /:(\d+)$/.exec(address) ?? [];
    for (const at of host === undefined ? ['127.0.0.1', '127.0.0.2'] : [host]) {
      t.equal((await get({ host: at, port: Number(port), plain: true })).body, 'hello\n', at);
    }
  }
});

void t.test('a name means its IPv4 address; a name without one is used as it is', async (t) => {
  const { app, tried } = appAt({});
  t.equal(await listen(app, { host: 'localhost', port: 1 }), '127.0.0.1:1');
  await listen(app, { host: '::1', port: 1 });
  t.same(tried, ['127.0.0.1', '::1']);
});

/** An app on a machine with these addresses, and the addresses that were tried. */
function appAt(errors: Readonly<Record<string, string>>) {
  const tried: unknown[] = [];
  const app = {
    listen: ({ host = '' }: { host?: string } = {}): Promise<string> => {
      tried.push(host);
      const code = errors[host];
      return code === undefined
        ? Promise.resolve(`http://${host}:1`)
        : Promise.reject(Object.assign(new Error(), { code }));
    },
  };
  return { app: app as never, tried };
}

void t.test('without IPv6, on every IPv4 address', async (t) => {
  for (const code of ['EAFNOSUPPORT', 'EADDRNOTAVAIL']) {
    const { app, tried } = appAt({ '::': code });
    t.equal(await listen(app, { host: undefined, port: 1 }), '0.0.0.0:1');
    t.same(tried, ['::', '0.0.0.0']);
  }
});

void t.test('other errors are returned', async (t) => {
  const { app } = appAt({ '::': 'EADDRINUSE', '::1': 'EAFNOSUPPORT' });
  await t.rejects(listen(app, { host: undefined, port: 1 }), {
    code: 'EADDRINUSE',
  });
  await t.rejects(listen(app, { host: '::1', port: 1 }), {
    code: 'EAFNOSUPPORT',
  });
});
