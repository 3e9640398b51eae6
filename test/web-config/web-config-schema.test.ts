import fc from 'fast-check';
import t from 'tap';
import * as v from 'valibot';
import { webConfigSchema } from '../../src/web-config/web-config-schema.js';
import { hashOfSecret, webConfigProblems } from './web-config-files.js';

void t.test('one bad file for each rule', (t) => {
  const versions = 'one of TLS10, TLS11, TLS12, TLS13';
  const hash = 'a bcrypt hash of 60 characters, which begins with $2a$, $2b$ or $2y$';
  const interval = 'a duration such as 1s or 500ms, or 0';
  const sections = 'tls_server_config, http_server_config, basic_auth_users, rate_limit';
  const table: readonly [yaml: string, ...problems: string[]][] = [
    ['{}'],
    ['tls_server_config:\nhttp_server_config:\nbasic_auth_users:\nrate_limit:'],
    ['[]', `1:1: found an empty list, expected a mapping with the keys ${sections}`],
    ['basic_auth_user: {}', '1:1: basic_auth_user: unknown key, did you mean basic_auth_users?'],
    ['tls_server_config: {certfile: a}', '1:21: tls_server_config.certfile: unknown key, did you mean cert_file?'],
    [
      'tls_server_config: {cert_file: 1}',
      '1:32: tls_server_config.cert_file: found the number 1, expected the path of a file',
    ],
    [
      'tls_server_config: {min_version: TLS14}',
      `1:34: tls_server_config.min_version: found "TLS14", expected ${versions}`,
    ],
    [
      'tls_server_config: {max_version: 1.3}',
      `1:34: tls_server_config.max_version: found the number 1.3, expected ${versions}`,
    ],
    [
      'tls_server_config: {max_version: constructor}',
      `1:34: tls_server_config.max_version: found "constructor", expected ${versions}`,
    ],
    [
      'tls_server_config: {curve_preferences: [X448]}',
      '1:41: tls_server_config.curve_preferences[0]: found "X448", expected one of CurveP256, CurveP384, CurveP521, X25519',
    ],
    [
      'tls_server_config: {client_auth_type: Require}',
      '1:39: tls_server_config.client_auth_type: found "Require", expected one of NoClientCert, RequestClientCert, RequireAnyClientCert, RequireClientCert, VerifyClientCertIfGiven, RequireAndVerifyClientCert',
    ],
    ['tls_server_config: {client_auth_type: ""}'],
    [
      'tls_server_config: {prefer_server_cipher_suites: maybe}',
      '1:50: tls_server_config.prefer_server_cipher_suites: found "maybe", expected true or false',
    ],
    ['http_server_config: {http2: no}'],
    ['http_server_config: {http2: 0}', '1:29: http_server_config.http2: found the number 0, expected true or false'],
    ['http_server_config: {headers: {X-Frame-Options: deny, Content-Security-Policy: }}'],
    [
      'http_server_config: {headers: {X-Frame-Options: DENY}}',
      '1:49: http_server_config.headers.X-Frame-Options: found "DENY", expected deny or sameorigin',
    ],
    [
      'http_server_config: {headers: {X-XSS-Protection: "ä"}}',
      '1:50: http_server_config.headers.X-XSS-Protection: found "ä", expected the value of a header: printable ASCII characters',
    ],
    [
      'http_server_config: {headers: {Server: a}}',
      '1:32: http_server_config.headers.Server: unknown key, expected one of Content-Security-Policy, X-Frame-Options, X-Content-Type-Options, X-XSS-Protection, Strict-Transport-Security',
    ],
    [`basic_auth_users: {alice: ${hashOfSecret}, "": ${hashOfSecret}}`],
    [
      'basic_auth_users: [alice]',
      '1:19: basic_auth_users: found a list of 1, expected a mapping of user names to bcrypt hashes',
    ],
    [
      'basic_auth_users: {alice: hunter2}',
      `1:27: basic_auth_users.alice: found a value of 7 characters, expected ${hash}`,
    ],
    ['basic_auth_users: {alice: }', '1:20: basic_auth_users.alice: found nothing, expected a bcrypt hash'],
    ['rate_limit: {interval: 1s, burst: 20}'],
    ['rate_limit: {interval: 0}'],
    ['rate_limit: {interval: 5}', `1:24: rate_limit.interval: found the number 5, expected ${interval}`],
    ['rate_limit: {interval: 1d}', `1:24: rate_limit.interval: found "1d", expected ${interval}`],
    [
      'rate_limit: {interval: 1s}',
      '1:13: rate_limit.burst: found nothing, expected at least 1: otherwise every request is refused',
    ],
    ['rate_limit: {burst: 1.5}', '1:21: rate_limit.burst: found the number 1.5, expected a whole number'],
  ];
  for (const [yaml, ...problems] of table) t.same(webConfigProblems(yaml), problems, yaml);
  t.end();
});

void t.test('line breaks in headers become blanks', (t) => {
  const { http_server_config: http } = v.parse(webConfigSchema, {
    http_server_config: { headers: { 'Content-Security-Policy': "default-src 'none';\r\nimg-src 'self'\n" } },
  });
  t.equal(http?.headers?.['Content-Security-Policy'], "default-src 'none'; img-src 'self'");
  t.end();
});

void t.test('any value is a web configuration or a list of issues', (t) => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (tls, http, users) => {
      const value = { tls_server_config: tls, http_server_config: http, basic_auth_users: users };
      const { success, issues } = v.safeParse(webConfigSchema, value);
      return success === (issues === undefined);
    }),
  );
  t.end();
});
