import fc from 'fast-check';
import { hashOfSecret } from './web-config-files.js';

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const some = (...of: readonly string[]) => maybe(fc.subarray([...of], { minLength: 1 }));

const tlsSection = fc
  .record({
    cert_file: fc.constant('server.crt'),
    key_file: fc.constant('server.key'),
    client_auth_type: maybe(fc.constantFrom('RequestClientCert', 'RequireAnyClientCert', 'RequireAndVerifyClientCert')),
    client_ca_file: maybe(fc.constantFrom('ca.crt', 'other.crt')),
    client_allowed_sans: some('a.example', 'a.example.com', 'b.example'),
    min_version: maybe(fc.constantFrom('TLS12', 'TLS13')),
    max_version: maybe(fc.constant('TLS13')),
    cipher_suites: some('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'),
    curve_preferences: some('X25519', 'CurveP256', 'CurveP384'),
    prefer_server_cipher_suites: maybe(fc.boolean()),
  })
  .map((section) => ({
    ...section,
    ...(section.client_auth_type === undefined && { client_ca_file: undefined }),
    ...(section.client_auth_type?.startsWith('Require') !== true && { client_allowed_sans: undefined }),
  }));

const webFile = fc.record({
  tls_server_config: maybe(tlsSection),
  http_server_config: maybe(
    fc.record({
      headers: fc.record({
        'Strict-Transport-Security': maybe(fc.constantFrom('max-age=31536000', 'max-age=3')),
        'Content-Security-Policy': maybe(
          fc.constantFrom("default-src 'none'; script-src 'self'", "default-src 'none'"),
        ),
        'X-Content-Type-Options': maybe(fc.constant('nosniff')),
      }),
    }),
  ),
  basic_auth_users: maybe(
    fc.subarray(['alice', 'bob']).map((names) => Object.fromEntries(names.map((name) => [name, hashOfSecret]))),
  ),
  rate_limit: maybe(
    fc.record({ interval: fc.constantFrom('1h30m', '1h', '0.5s', '100ms'), burst: fc.constantFrom(1, 10, 15) }),
  ),
});

/** The file in block style, whose prefixes are valid more often, with its sections in any order. */
export const webYaml: fc.Arbitrary<string> = fc
  .tuple(
    webFile,
    fc.shuffledSubarray(['tls_server_config', 'http_server_config', 'basic_auth_users', 'rate_limit'] as const, {
      minLength: 4,
    }),
  )
  .map(([file, order]) =>
    order.map((key) => (file[key] === undefined ? '' : `${key}:\n${block(file[key], '  ')}`)).join(''),
  );

function block(value: object, indent: string): string {
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([key, each]: [string, unknown]) => {
      if (Array.isArray(each))
        return `${indent}${key}:\n${each.map((item) => `${indent}- ${String(item)}\n`).join('')}`;
      if (typeof each === 'object' && each !== null) return `${indent}${key}:\n${block(each, `${indent}  `)}`;
      return `${indent}${key}: ${String(each)}\n`;
    })
    .join('');
}
