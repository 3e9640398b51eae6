import t from 'tap';
import { openWebConfig } from '../../src/web-config/live-web-config.js';
import { authority, hashOfSecret, files as pemFiles, readerOf } from './web-config-files.js';

/** Files in memory, and how often they were read. */
function setup(first: string) {
  const files: Record<string, string> = { 'web.yml': first };
  const log: string[] = [];
  let reads = 0;
  const say = (_fields: object, message: string) => void log.push(message);
  const opened = openWebConfig('/etc/web.yml', {
    read: (path, maxBytes) => {
      reads += 1;
      return readerOf(files)(path, maxBytes);
    },
    stamp: (path) => files[path.replace('/etc/', '')] ?? pemFiles[path.replace('/etc/', '')] ?? 'missing',
    log: { info: say, warn: say },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return { files, log, live: opened.live, reads: () => reads };
}

const users = (name: string) => `basic_auth_users: {${name}: ${hashOfSecret}}`;

void t.test('is not read again as long as nothing changes', (t) => {
  const { live, reads } = setup(users('alice'));
  const config = live.current();
  for (let i = 0; i < 10; i++) t.equal(live.current(), config);
  t.equal(reads(), 1);
  t.end();
});

void t.test('a new configuration is used', (t) => {
  const { live, files, log } = setup(users('alice'));
  files['web.yml'] = users('bob');
  t.same([...live.current().users.keys()], ['bob']);
  t.same(log, ['web configuration reloaded']);
  t.end();
});

void t.test('problems are logged once, and the previous configuration stays in use', (t) => {
  const { live, files, log } = setup(users('alice'));
  files['web.yml'] = 'foo: 1';
  for (let i = 0; i < 10; i++) t.same([...live.current().users.keys()], ['alice']);
  t.same(log, ['web configuration not reloaded']);
  files['web.yml'] = users('bob');
  t.same([...live.current().users.keys()], ['bob']);
  t.same(log, ['web configuration not reloaded', 'web configuration reloaded']);
  t.end();
});

void t.test('a file that is empty while it is rewritten does not remove the login', (t) => {
  const { live, files, log } = setup(users('alice'));
  for (const text of ['', 'basic_auth_users: {}', 'rate_limit: {interval: 1s, burst: 1}']) {
    files['web.yml'] = text;
    t.same([...live.current().users.keys()], ['alice'], text);
  }
  t.same(new Set(log), new Set(['web configuration reloaded only in part']));
  t.end();
});

void t.test('a renewed certificate is used as soon as certificate and key belong together', async (t) => {
  const { live, files, log } = setup('tls_server_config: {cert_file: server.crt, key_file: server.key}');
  const before = live.current();
  const renewed = await authority.issue({ commonName: 'renewed' });
  files['server.key'] = renewed.key;
  t.equal(live.current(), before, 'the key alone');
  files['server.crt'] = renewed.pem;
  t.same(live.current().tls?.context.cert, Buffer.from(renewed.pem));
  t.same(log, ['web configuration not reloaded', 'web configuration reloaded']);
  t.end();
});

void t.test('TLS cannot be switched on or off without a restart', (t) => {
  const tls = 'tls_server_config: {cert_file: server.crt, key_file: server.key}';
  for (const [first, then] of [
    [tls, '{}'],
    ['{}', tls],
  ] as const) {
    const { live, files, log } = setup(first);
    const before = live.current();
    files['web.yml'] = then;
    t.same(live.current(), before);
    t.same(log, ['web configuration reloaded only in part']);
    t.match(live.reload(), { ok: false, problems: [{ message: /without a restart/ }] });
  }
  t.end();
});

void t.test('the first configuration must be valid', (t) => {
  const unused = () => undefined;
  const opened = openWebConfig('/etc/gone.yml', {
    read: readerOf(),
    stamp: () => '',
    log: { info: unused, warn: unused },
  });
  t.match(opened, { ok: false, problems: [{ message: 'no such file' }] });
  t.end();
});
