import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { formatProblem } from '../../src/document/problem.js';
import { loadWebConfig } from '../../src/web-config/load-web-config.js';
import { readFileNow } from '../../src/web-config/read-file-now.js';
import { requireTool } from '../fixtures/tool.js';
import { files, hashOfSecret, readerOf, webConfigProblems } from './web-config-files.js';

void t.test('a whole file', (t) => {
  const yaml = `
tls_server_config: {cert_file: server.crt, key_file: /etc/server.key}
http_server_config: {http2: false, headers: {X-Frame-Options: deny, X-XSS-Protection: ""}}
basic_auth_users: {alice: ${hashOfSecret}}
rate_limit: {interval: 100ms, burst: 5}
`;
  t.match(loadWebConfig('/etc/web.yml', readerOf({ 'web.yml': yaml })), {
    ok: true,
    config: {
      tls: { clientAuth: { requested: false } },
      headers: { 'X-Frame-Options': 'deny', 'X-XSS-Protection': undefined },
      users: new Map([['alice', hashOfSecret]]),
      rateLimit: { interval: 0.1, burst: 5 },
    },
  });
  t.end();
});

void t.test('empty files', (t) => {
  for (const yaml of ['', '# nothing', '{}', 'rate_limit: {interval: 0, burst: 1}']) {
    t.same(loadWebConfig('/etc/web.yml', readerOf({ 'web.yml': yaml })), {
      ok: true,
      config: { tls: undefined, headers: {}, users: new Map(), rateLimit: undefined },
    });
  }
  t.end();
});

void t.test('problems of the file itself', (t) => {
  t.same(webConfigProblems('a: [').length, 1);
  const missing = loadWebConfig('/etc/gone.yml', readerOf());
  t.same(missing.ok ? [] : missing.problems.map(formatProblem), ['/etc/gone.yml: no such file']);
  t.end();
});

void t.test('every problem at once, each at its place', (t) => {
  t.same(
    webConfigProblems(
      'basic_auth_users: {alice: hunter2}\ntls_server_config:\n  cert_file: gone.crt\n  client_ca_file: junk.pem\nfoo: 1\n',
    ),
    [
      '1:27: basic_auth_users.alice: found a value of 7 characters, expected a bcrypt hash of 60 characters, which begins with $2a$, $2b$ or $2y$',
      '5:1: foo: unknown key, expected one of tls_server_config, http_server_config, basic_auth_users, rate_limit',
      '3:14: tls_server_config.cert_file: "gone.crt": no such file',
      '3:3: tls_server_config: key_file is missing',
      '4:19: tls_server_config.client_ca_file: "junk.pem": no certificate, neither PEM nor DER',
      '3:3: tls_server_config.client_auth_type: the client CA needs a client_auth_type that uses it',
    ],
  );
  t.end();
});

const pair = 'cert_file: server.crt, key_file: server.key';
const hash = '$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG';

interface Case {
  readonly yaml: string;
  readonly valid: boolean;
  /** Why the exporter refuses a file that promtool accepts. */
  readonly stricter?: string;
  /** The section that promtool must know. Old versions know fewer keys. */
  readonly needs?: string;
}

/** Valid and invalid files in the format of the toolkit. */
const cases: readonly Case[] = [
  { yaml: '', valid: true },
  { yaml: 'tls_server_config:', valid: true },
  { yaml: `tls_server_config: {${pair}}`, valid: true },
  { yaml: 'tls_server_config: {min_version: TLS13}', valid: true },
  { yaml: 'tls_server_config: {cert_file: server.crt}', valid: false },
  { yaml: 'tls_server_config: {cert_file: gone.crt, key_file: server.key}', valid: false },
  { yaml: 'tls_server_config: {cert_file: server.key, key_file: server.crt}', valid: false },
  { yaml: 'tls_server_config: {cert_file: server.crt, key_file: other.key}', valid: false },
  { yaml: `tls_server_config: {${pair}, min_version: TLS10, max_version: TLS12}`, valid: true },
  { yaml: `tls_server_config: {${pair}, min_version: TLS14}`, valid: false },
  {
    yaml: `tls_server_config: {${pair}, min_version: TLS13, max_version: TLS12}`,
    valid: false,
    stricter: 'serves nobody',
  },
  { yaml: `tls_server_config: {${pair}, max_version: TLS11}`, valid: false, stricter: 'OpenSSL does not speak it' },
  { yaml: `tls_server_config: {${pair}, cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]}`, valid: true },
  { yaml: `tls_server_config: {${pair}, cipher_suites: [TLS_RSA_WITH_RC4_128_SHA]}`, valid: false },
  { yaml: `tls_server_config: {${pair}, curve_preferences: [X25519, CurveP521]}`, valid: true },
  { yaml: `tls_server_config: {${pair}, curve_preferences: [X448]}`, valid: false },
  { yaml: `tls_server_config: {${pair}, client_ca_file: ca.crt}`, valid: false },
  {
    yaml: `tls_server_config: {${pair}, client_ca_file: ca.crt, client_auth_type: VerifyClientCertIfGiven}`,
    valid: true,
  },
  { yaml: `tls_server_config: {${pair}, client_auth_type: RequireClientCert}`, valid: true },
  { yaml: `tls_server_config: {${pair}, client_auth_type: Require}`, valid: false },
  {
    yaml: `tls_server_config: {${pair}, client_ca_file: junk.pem, client_auth_type: RequireAndVerifyClientCert}`,
    valid: false,
    stricter: 'no client could be verified',
  },
  {
    yaml: `tls_server_config: {${pair}, client_auth_type: RequireAnyClientCert, client_allowed_sans: [a]}`,
    valid: true,
    needs: 'tls_server_config: {client_allowed_sans: []}',
  },
  { yaml: 'http_server_config: {http2: off, headers: {X-Content-Type-Options: nosniff}}', valid: true },
  { yaml: 'http_server_config: {http2: 5}', valid: false },
  { yaml: 'http_server_config: {headers: {X-Frame-Options: DENY}}', valid: false },
  { yaml: 'http_server_config: {headers: {x-frame-options: deny}}', valid: false },
  { yaml: 'http_server_config: {headers: {Server: a}}', valid: false },
  { yaml: `basic_auth_users: {alice: ${hash}, 1: ${hash}}`, valid: true },
  { yaml: 'basic_auth_users: {alice: hunter2}', valid: false },
  { yaml: `basic_auth_users: {alice: ${hash.replace('10', '32')}}`, valid: false },
  { yaml: `basic_auth_users: {alice: ${hash.replace('2y', '3y')}}`, valid: false },
  { yaml: `basic_auth_users: {alice: ${hash}a}`, valid: false, stricter: 'no password has this hash' },
  { yaml: `basic_auth_users: {alice: ${hash.replace('2y', '2x')}}`, valid: false, stricter: 'made by a broken bcrypt' },
  { yaml: 'basic_auth_users: [alice]', valid: false },
  { yaml: 'rate_limit: {interval: 1s, burst: 20}', valid: true, needs: 'rate_limit: {burst: 1}' },
  {
    yaml: 'rate_limit: {interval: 1s}',
    valid: false,
    stricter: 'lets nobody in',
    needs: 'rate_limit: {burst: 1}',
  },
  { yaml: 'tls_config: {}', valid: false },
  { yaml: 'tls_server_config: {foo: 1}', valid: false },
];

void t.test('each file is accepted or refused as expected', (t) => {
  for (const { yaml, valid } of cases) t.equal(webConfigProblems(yaml).length === 0, valid, yaml);
  t.end();
});

void t.test('promtool agrees, except where the exporter is stricter', async (t) => {
  const promtool = requireTool(t, 'promtool');
  if (promtool === undefined) return;
  const folder = t.testdir(files);
  let last = 0;
  const verdict = async (yaml: string): Promise<boolean> => {
    const file = join(folder, `${(last += 1)}.yml`);
    writeFileSync(file, yaml);
    return await new Promise((resolve) => {
      execFile(promtool, ['check', 'web-config', file], (error) => resolve(error === null));
    });
  };
  const judge = async ({ yaml, valid, stricter, needs }: Case): Promise<void> => {
    if (needs !== undefined && !(await verdict(needs))) {
      t.pass(`this promtool does not know ${needs}`, { skip: true });
      return;
    }
    t.equal(
      await verdict(yaml),
      valid || stricter !== undefined,
      stricter === undefined ? yaml : `${yaml}: ${stricter}`,
    );
  };
  // Two at a time: each is a process.
  const rest = [...cases];
  const worker = async (): Promise<void> => {
    for (let next = rest.shift(); next; next = rest.shift()) await judge(next);
  };
  await Promise.all([worker(), worker()]);
});

void t.test('from the disk', (t) => {
  const folder = t.testdir({ ...files, 'web.yml': `tls_server_config: {${pair}}` });
  t.match(loadWebConfig(join(folder, 'web.yml'), readFileNow), { ok: true, config: { tls: { clientAuth: {} } } });
  t.end();
});
