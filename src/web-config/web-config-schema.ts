import * as v from 'valibot';
import { anyMapping, list, mapping, parsedText } from '../document/schema-parts.js';
import { parseGoDuration } from './go-duration.js';
import { cipherSuites, clientAuthTypes, curves, tlsVersions } from './tls-names.js';

/** A key of the table. Its output is the value in the table. */
function oneOf<Table extends Readonly<Record<string, string>>>(table: Table) {
  const expected = `one of ${Object.keys(table).join(', ')}`;
  return parsedText<Table[keyof Table]>(expected, (text) =>
    Object.hasOwn(table, text) ? (table[text] as Table[keyof Table]) : undefined,
  );
}

/** YAML 1.1 has more words for true and false than YAML 1.2, and promtool accepts them. */
const booleans: Readonly<Record<string, boolean>> = { yes: true, on: true, no: false, off: false };

const boolean = v.pipe(
  v.custom<boolean | string>(
    (value) => typeof value === 'boolean' || (typeof value === 'string' && Object.hasOwn(booleans, value)),
    'true or false',
  ),
  v.transform((value) => (typeof value === 'string' ? booleans[value] === true : value)),
);

/** An absent text and an empty text mean the same. */
const text = (expected: string) =>
  v.pipe(
    v.nullish(v.string(expected)),
    v.transform((value) => value || undefined),
  );

const authTypes = `one of ${Object.keys(clientAuthTypes).join(', ')}`;

const clientAuthType = v.pipe(
  v.nullish(v.string(authTypes)),
  v.check((value) => !value || Object.hasOwn(clientAuthTypes, value), authTypes),
  v.transform((value) => (value ? clientAuthTypes[value as keyof typeof clientAuthTypes] : undefined)),
);

export const tlsSchema = mapping({
  cert: text('PEM certificates'),
  key: text('a PEM key'),
  client_ca: text('PEM certificates'),
  cert_file: text('the path of a file'),
  key_file: text('the path of a file'),
  client_ca_file: text('the path of a file'),
  client_auth_type: clientAuthType,
  client_allowed_sans: v.nullish(list(v.string('a SAN'), { least: 0, most: 1000, of: 'SANs' })),
  min_version: v.nullish(oneOf(tlsVersions)),
  max_version: v.nullish(oneOf(tlsVersions)),
  cipher_suites: v.nullish(list(oneOf(cipherSuites), { least: 0, most: 100, of: 'cipher suites' })),
  curve_preferences: v.nullish(list(oneOf(curves), { least: 0, most: 100, of: 'curves' })),
  prefer_server_cipher_suites: v.nullish(boolean, true),
});

/** A field value (RFC 9110 5.5). Line breaks, with which YAML's folded texts end, become blanks as in Go's net/http. */
const headerValue = v.pipe(
  v.string('the value of a header'),
  v.transform((value) => value.replace(/[\r\n]+/g, ' ').trim()),
  v.check((value) => /^[\t\x20-\x7e]*$/.test(value), 'the value of a header: printable ASCII characters'),
);

const headersSchema = mapping({
  'Content-Security-Policy': v.nullish(headerValue),
  'X-Frame-Options': v.nullish(v.picklist(['deny', 'sameorigin'], 'deny or sameorigin')),
  'X-Content-Type-Options': v.nullish(v.picklist(['nosniff'], 'nosniff')),
  'X-XSS-Protection': v.nullish(headerValue),
  'Strict-Transport-Security': v.nullish(headerValue),
});

const bcryptHash = v.pipe(
  v.string('a bcrypt hash'),
  v.regex(
    /^\$2[aby]\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}$/,
    'a bcrypt hash of 60 characters, which begins with $2a$, $2b$ or $2y$',
  ),
);

const interval = 'a duration such as 1s or 500ms, or 0';

const rateLimitSchema = v.pipe(
  mapping({
    interval: v.nullish(
      v.pipe(
        v.custom<string | 0>((value) => typeof value === 'string' || value === 0, interval),
        v.transform(String),
        parsedText(interval, parseGoDuration),
      ),
      0,
    ),
    burst: v.nullish(v.pipe(v.number('a whole number'), v.integer('a whole number')), 0),
  }),
  v.forward(
    v.check(
      ({ interval: seconds, burst }) => seconds === 0 || burst > 0,
      'at least 1: otherwise every request is refused',
    ),
    ['burst'],
  ),
);

/** The format of Prometheus' exporter-toolkit (docs/web-configuration.md there). An empty mapping means the same as an absent one. */
export const webConfigSchema = mapping({
  tls_server_config: v.nullish(tlsSchema),
  http_server_config: v.nullish(mapping({ http2: v.nullish(boolean), headers: v.nullish(headersSchema) })),
  basic_auth_users: v.nullish(
    v.pipe(anyMapping('a mapping of user names to bcrypt hashes'), v.record(v.string(), bcryptHash)),
  ),
  rate_limit: v.nullish(rateLimitSchema),
});

/** The TLS section as the schema returns it. The files that it names have not been read yet. */
export type TlsSettings = v.InferOutput<typeof tlsSchema>;
