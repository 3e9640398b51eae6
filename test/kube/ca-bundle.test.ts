import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { readCaBundle } from '../../src/kube/ca-bundle.js';

const [one, other] = await Promise.all(['one', 'other'].map((commonName) => createAuthority({ commonName })));
const read = (text: string | Uint8Array) => readCaBundle(Buffer.from(text));
const header = one!.pem.replace('CERTIFICATE-----\n', 'CERTIFICATE-----\nProc-Type: 4,ENCRYPTED\n\n');
const broken = '-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n';

void t.test('one certificate, several, and text around them', (t) => {
  t.match(read(one!.pem), { ok: true, certificates: [Buffer.from(one!.der)] });
  const bundle = read(`# the old one\n${one!.pem}\n# the new one\n${other!.pem}`);
  t.match(bundle, { ok: true, certificates: { length: 2 } });
  t.match(read(one!.pem.replaceAll('\n', '\r\n')), { ok: true });
  t.match(read(`${broken}${one!.pem}`), { ok: true }, 'Go leaves out what it cannot read');
  t.match(read(`${header}${other!.pem}`), { ok: true, certificates: [Buffer.from(other!.der)] });
  t.end();
});

void t.test("what Go's clients refuse, in their words", (t) => {
  const refusal = (text: string | Uint8Array) => {
    const bundle = read(text);
    return bundle.ok ? undefined : bundle.message;
  };
  const prefix = 'unable to load root certificates: ';
  t.equal(refusal('no PEM'), `${prefix}unable to parse bytes as PEM block`);
  t.equal(refusal(one!.der), `${prefix}unable to parse bytes as PEM block`, 'DER is no PEM');
  t.equal(refusal(one!.key), `${prefix}no valid certificate authority data seen`);
  t.equal(refusal(header), `${prefix}no valid certificate authority data seen`);
  t.match(refusal(broken), new RegExp(`^${prefix}failed to parse certificate: .*x509: malformed`));
  t.end();
});
