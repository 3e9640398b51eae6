import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashSync } from 'bcryptjs';
import t from 'tap';
import { authority } from '../faults/authority.js';
import { until } from '../integration/until.js';
import { keyLines, needles, password, token } from './canaries.js';
import { runProgram, serveArgs, startLogging, writeConfig } from './exporter.js';
import { get, outcome } from '../web/get.js';

void t.test('nor the credentials of clients of the exporter', async (t) => {
  const folder = t.testdir({});
  const hash = hashSync(password, 4);
  const server = await authority.issue({ commonName: 'exporter', ipAddresses: ['127.0.0.1'] });
  const webConfig = join(folder, 'web.yml');
  const write = (tls: object, users: object): void =>
    writeFileSync(webConfig, JSON.stringify({ tls_server_config: tls, basic_auth_users: users }));
  const tls = { cert: server.identity.cert, key: server.identity.key };
  write(tls, { alice: hash });
  const config = writeConfig(folder, 'exporter', { targets: [{ name: 'a', addresses: ['127.0.0.1:1'] }] });
  const args = serveArgs(config, '--web.config.file', webConfig);
  const { url, log, end } = await startLogging(t, folder, args);
  const port = Number(new URL(url).port);
  const said: [string, string][] = [];
  const ask = async (path: string, auth: string): Promise<number> => {
    const { status, body, headers } = await get({ port, ca: authority.pem, path, auth });
    said.push([path, `${JSON.stringify(headers)}\n${body}`]);
    return status;
  };
  t.equal(await ask('/', `alice:${password}`), 200);
  t.equal(await ask('/metrics', `alice:${token}`), 401);
  t.equal(await ask(`/${password}`, `${password}:${token}`), 401);
  t.equal(await outcome({ port, plain: true, auth: `alice:${password}` }), 'ECONNRESET');
  // Values that people put into the wrong place: a password for its hash, a key for a certificate, and so on.
  for (const [material, users] of [
    [tls, { alice: password }],
    [{ cert: tls.key, key: tls.key }, { alice: hash }],
    [
      { ...tls, client_ca: token },
      { bob: token, alice: [password] },
    ],
  ] as const) {
    const before = log().length;
    write(material, users);
    // A request may not see yet what another one is finding out.
    await until('it is refused', 10, async () => {
      t.equal(await ask('/metrics', `alice:${password}`), 200, 'what was before stays');
      return log().length > before || undefined;
    });
  }
  await end();
  const { stderr } = await runProgram(...args);
  t.match(stderr, 'web.yml');
  const needlesHere = [...needles, ...keyLines(tls.key), hash, hash.slice(7)];
  for (const [what, text] of [...said, ['log', log()], ['refusal', stderr]] as const)
    t.same(
      needlesHere.filter((needle) => text.includes(needle)),
      [],
      what,
    );
});
