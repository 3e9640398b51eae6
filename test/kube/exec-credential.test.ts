import fc from 'fast-check';
import t from 'tap';
import { readExecCredential } from '../../src/kube/exec-credential.js';

const v1 = 'client.authentication.k8s.io/v1';
const read = (value: unknown) =>
  readExecCredential(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), v1);
const printed = (status: unknown) => read({ apiVersion: v1, kind: 'ExecCredential', spec: {}, status });

void t.test('a token or a client certificate, and until when', (t) => {
  const credential = printed({ token: 's3cret', expirationTimestamp: '2027-01-01T00:00:00Z' });
  t.match(credential, { expires: Date.UTC(2027, 0, 1) / 1000, clientCertificate: undefined });
  t.equal(typeof credential === 'object' && credential.token?.reveal(), 's3cret');
  t.notMatch(JSON.stringify(credential), 's3cret');
  t.match(printed({ clientCertificateData: 'C', clientKeyData: 's3cret', token: null }), {
    token: undefined,
    clientCertificate: { certificate: 'C', key: {} },
    expires: undefined,
  });
  t.match(printed({ token: 'a', expirationTimestamp: '2027-01-01T01:00:00.5+01:00' }), {
    expires: Date.UTC(2027, 0, 1) / 1000 + 0.5,
  });
  t.match(read(`apiVersion: ${v1}\nkind: ExecCredential\nstatus: {token: a}\n`), { token: {} }, 'YAML');
  t.end();
});

void t.test('what is no login', (t) => {
  const table: readonly [found: unknown, message: RegExp][] = [
    [read(''), /^it printed nothing$/],
    [read('s3cret {'), /something else than an ExecCredential in JSON$/],
    [read('{"status": "s3cret"}'), /in JSON$/],
    [read({ apiVersion: v1, kind: 'Pod' }), /something else than an ExecCredential$/],
    [
      read({ apiVersion: `${v1}beta1`, kind: 'ExecCredential', status: { token: 'a' } }),
      /of another apiVersion than .*v1$/,
    ],
    [printed(undefined), /without a status$/],
    [printed({}), /neither a token nor/],
    [printed({ clientKeyData: 's3cret' }), /only one of/],
    [printed({ token: 'a\r\nHost: b' }), /cannot be sent/],
    [printed({ token: 'a', expirationTimestamp: 'tomorrow' }), /no time$/],
    [printed({ token: 'a', expirationTimestamp: '2027-13-01T00:00:00Z' }), /no time$/],
  ];
  for (const [found, message] of table) t.match(found, message);
  for (const [found] of table) t.notMatch(found, 's3cret');
  t.end();
});

void t.test('no bytes make it throw', (t) => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => Boolean(readExecCredential(bytes, v1))));
  t.end();
});
