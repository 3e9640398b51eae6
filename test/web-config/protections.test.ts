import fc from 'fast-check';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { type LiveWebConfig, openWebConfig } from '../../src/web-config/live-web-config.js';
import { protections } from '../../src/web-config/protections.js';
import type { WebConfig } from '../../src/web-config/web-config.js';
import { webYaml } from './web-config-arbitrary.js';
import { hashOfSecret, readerOf } from './web-config-files.js';

const other = await createAuthority({ commonName: 'another CA' });

/** A configuration whose files change in memory. */
function opened(first: string): {
  live: LiveWebConfig;
  write: (name: string, text: string) => WebConfig;
  log: string[];
} {
  const files: Record<string, string> = { 'web.yml': first, 'other.crt': other.pem };
  const log: string[] = [];
  const say = (fields: object, message: string): void => void log.push(`${message} ${JSON.stringify(fields)}`);
  const config = openWebConfig('/etc/web.yml', {
    read: (path, most) => readerOf(files)(path, most),
    stamp: (path) => files[path.replace('/etc/', '')] ?? 'the same',
    log: { info: say, warn: say },
  });
  if (!config.ok) throw new Error(JSON.stringify(config.problems));
  const { live } = config;
  return { live, log, write: (name, text) => ((files[name] = text), live.current()) };
}

/** Whether `now` has something that `before` does not have. undefined: everything. */
function wider(before: readonly string[] | undefined, now: readonly string[] | undefined): boolean {
  return before !== undefined && now?.every((each) => before.includes(each)) !== true;
}

const versions = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** What an attacker may do under a configuration that was not possible under another one. It is written apart from the table. */
function gains(before: WebConfig, now: WebConfig): readonly string[] {
  const [old, tls] = [before.tls, now.tls];
  const version = (config: typeof old, key: 'minVersion' | 'maxVersion') =>
    versions.indexOf(config?.context[key] ?? '');
  const limit = now.rateLimit ?? { interval: 0, burst: Infinity };
  const can = {
    'read what is sent': old !== undefined && tls === undefined,
    'send no certificate': old?.clientAuth.required === true && tls?.clientAuth.required !== true,
    'send any certificate': old?.clientAuth.verified === true && tls?.clientAuth.verified !== true,
    'be unasked': old?.clientAuth.requested === true && tls?.clientAuth.requested !== true,
    'have another SAN': wider(old?.allowedSans, tls?.allowedSans),
    'have another CA': old?.clientAuth.verified === true && String(old.context.ca) !== String(tls?.context.ca),
    'speak an older version': version(tls, 'minVersion') < version(old, 'minVersion'),
    'be kept from a newer version': version(tls, 'maxVersion') < version(old, 'maxVersion'),
    'choose another suite': wider(old?.context.ciphers?.split(':'), tls?.context.ciphers?.split(':')),
    'choose another curve': wider(old?.context.ecdhCurve?.split(':'), tls?.context.ecdhCurve?.split(':')),
    'choose the order': old?.context.honorCipherOrder === true && tls?.context.honorCipherOrder !== true,
    'do without a login': before.users.size > 0 && now.users.size === 0,
    'ask more often': before.rateLimit !== undefined && limit.interval < before.rateLimit.interval,
    'ask more at once': before.rateLimit !== undefined && limit.burst > before.rateLimit.burst,
    'do without a header': Object.entries(before.headers).some(([name, value]) => now.headers[name] !== value),
  };
  return Object.entries(can).flatMap(([gain, possible]) => (possible ? [gain] : []));
}

void t.test('no file, cut at any byte, loosens anything while the exporter runs', (t) => {
  fc.assert(
    fc.property(webYaml, webYaml, (first, next) => {
      const { live, write } = opened(first);
      let before = live.current();
      for (let end = 0; end <= next.length; end++) {
        const now = write('web.yml', next.slice(0, end));
        const gained = gains(before, now);
        if (gained.length > 0) throw new Error(`after ${end} of ${next.length}: ${gained.join(', ')}`);
        before = now;
      }
    }),
    { numRuns: 12 },
  );
  t.end();
});

void t.test('a reload uses the file as it is, except for TLS or none', (t) => {
  fc.assert(
    fc.property(webYaml, webYaml, (first, next) => {
      const { live, write } = opened(first);
      const secure = live.current().tls !== undefined;
      write('web.yml', next);
      const reloaded = live.reload();
      const wanted = opened(next).live.current();
      if (secure !== (wanted.tls !== undefined)) return !reloaded.ok;
      if (!reloaded.ok) return false;
      reloaded.use();
      return gains(wanted, live.current()).length === 0 && gains(live.current(), wanted).length === 0;
    }),
    { numRuns: 40 },
  );
  t.end();
});

const mutual = [
  'tls_server_config:',
  '  cert_file: server.crt',
  '  key_file: server.key',
  '  client_ca_file: ca.crt',
  '  client_auth_type: RequireAndVerifyClientCert',
].join('\n');

void t.test('what is stricter is used although something else waits for a reload', (t) => {
  const { write, live, log } = opened(`${mutual}\nbasic_auth_users: {alice: ${hashOfSecret}, bob: ${hashOfSecret}}`);
  const now = write(
    'web.yml',
    `tls_server_config: {cert_file: server.crt, key_file: server.key}\nbasic_auth_users: {alice: ${hashOfSecret}}`,
  );
  t.same([...now.users.keys()], ['alice'], 'bob has lost his login');
  t.equal(now.tls?.clientAuth.required, true);
  t.match(log, [/reloaded only in part .*client_auth_type: less strict.*client_ca: less strict/]);
  const reloaded = live.reload();
  t.equal(live.current().tls?.clientAuth.required, true, 'not before it is used');
  if (reloaded.ok) reloaded.use();
  t.equal(live.current().tls?.clientAuth.required, false);
  t.equal(log.length, 1);
  t.end();
});

void t.test('the CAs in a file may change; another file is another matter', (t) => {
  const { write } = opened(mutual);
  t.same(write('ca.crt', other.pem).tls?.context.ca, Buffer.from(other.pem));
  t.same(write('web.yml', mutual.replace('ca.crt', 'other.crt')).tls?.clientCaFile, '/etc/other.crt', 'the same CA');
  write('other.crt', `${other.pem}${other.pem}`);
  t.same(write('web.yml', mutual).tls?.clientCaFile, '/etc/other.crt');
  t.end();
});

void t.test('a reload of a file with problems changes nothing', (t) => {
  const { write, live } = opened(mutual);
  const before = live.current();
  write('web.yml', 'foo: 1');
  t.match(live.reload(), { ok: false, problems: [{ path: 'foo' }] });
  t.equal(live.current(), before);
  t.end();
});

void t.test('each protection has a key of its own', (t) => {
  t.equal(new Set(protections.map(({ key }) => key)).size, protections.length);
  t.end();
});
