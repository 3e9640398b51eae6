import t from 'tap';
import type { BodyReader } from '../../src/net/http-answer.js';
import type { HttpConnection } from '../../src/net/http-connection.js';
import { createHttpPaths } from '../../src/probe/http-paths.js';
import { noRefusals } from '../../src/probe/refused-paths.js';

const noon = Date.UTC(2026, 10, 21, 12) / 1000;
const dated = { date: new Date(noon * 1000).toUTCString(), sentAt: noon, answeredAt: noon };
const statusAsText: BodyReader<string> = (status) => Promise.resolve(`status ${status}`);

/** A server that answers each path with a status, or breaks the connection. */
function serverOf(statuses: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  let opened = 0;
  const connection: HttpConnection = {
    get: async (path, read) => {
      asked.push(path);
      const status = statuses[path];
      if (status === undefined) return { ok: false, failure: { kind: 'closed' } };
      return { ok: true, status, body: await read(status, (async function* () {})()), dated };
    },
  };
  return {
    asked,
    opened: () => opened,
    open: () => {
      opened += 1;
      return Promise.resolve(connection);
    },
  };
}

void t.test('asks below the prefix, on one connection', async (t) => {
  const server = serverOf({ '/k8s/c-x/version': 200, '/k8s/c-x/livez': 403 });
  const paths = createHttpPaths(server.open, { known: noRefusals, prefix: '/k8s/c-x' });
  t.match(await paths.get('/version', statusAsText), { ok: true, status: 200, body: 'status 200' });
  t.match(await paths.get('/livez', statusAsText), { status: 403 });
  t.match(await paths.get('/other', statusAsText), { ok: false });
  t.same(server.asked, ['/k8s/c-x/version', '/k8s/c-x/livez', '/k8s/c-x/other']);
  t.equal(server.opened(), 1);
  t.same([...paths.learned().statuses], [['/k8s/c-x/livez', 403]]);
  t.equal(paths.clockSkew(), 0.5);
});

void t.test('what is known to be refused is not asked, and no connection is made for it', async (t) => {
  const server = serverOf({ '/version': 200 });
  const known = { statuses: new Map([['/livez', 401]]), clockSkew: 7 };
  const paths = createHttpPaths(server.open, { known, prefix: '' });
  t.same(await paths.get('/livez', statusAsText), { ok: true, status: 401, body: undefined });
  t.equal(server.opened(), 0);
  t.equal(paths.clockSkew(), 7, 'as then');
  await paths.get('/version', statusAsText);
  t.equal(paths.clockSkew(), 0.5);
  t.same([...paths.learned().statuses], [], 'an old refusal does not become younger');
});

void t.test('what else is kept', async (t) => {
  const paths = createHttpPaths(serverOf({ '/a': 404, '/b': 404, '/c': 429 }).open, { known: noRefusals, prefix: '' });
  await paths.get('/a', statusAsText);
  for (const path of ['/b', '/c']) await paths.get(path, statusAsText, (status, body) => status === 404 && body !== '');
  t.same([...paths.learned().statuses.keys()], ['/b']);
});
