import { Agent } from 'node:https';
import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { get, outcome } from './get.js';
import { authority, serveHello, tls } from './hello-server.js';

const stranger = await createAuthority({ commonName: 'another CA' });
const client = await authority.issue({ commonName: 'prometheus', dnsNames: ['prometheus'], usage: 'client' });
const unknown = await stranger.issue({ commonName: 'stranger', dnsNames: ['prometheus'], usage: 'client' });

const asClient = { cert: client.identity.cert, key: client.key };
const asStranger = { cert: unknown.identity.cert, key: unknown.key };

void t.test('each type of client authentication', async (t) => {
  const { port, write, reload } = await serveHello(t, tls());
  const ca = 'client_ca_file: ca.crt';
  const table: readonly [type: string, without: boolean, strange: boolean, known: boolean][] = [
    ['client_auth_type: NoClientCert', true, true, true],
    ['client_auth_type: RequestClientCert', true, true, true],
    ['client_auth_type: RequireAnyClientCert', false, true, true],
    [`client_auth_type: VerifyClientCertIfGiven, ${ca}`, true, false, true],
    [`client_auth_type: RequireAndVerifyClientCert, ${ca}`, false, false, true],
    ['client_auth_type: RequireAnyClientCert, client_allowed_sans: [prometheus]', false, true, true],
    [`client_auth_type: RequireAndVerifyClientCert, ${ca}, client_allowed_sans: [prometheus]`, false, false, true],
    [`client_auth_type: RequireAndVerifyClientCert, ${ca}, client_allowed_sans: [other]`, false, false, false],
  ];
  for (const [type, ...expected] of table) {
    write('web.yml', tls(type));
    reload();
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const base = { port, ca: authority.pem, maxVersion };
      const outcomes = [];
      for (const who of [{}, asStranger, asClient]) outcomes.push((await outcome({ ...base, ...who })) === 200);
      t.same(outcomes, expected, `${type} over ${maxVersion}`);
    }
  }
});

void t.test('refused clients are reported', async (t) => {
  const { port, refused } = await serveHello(
    t,
    tls('client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.crt'),
  );
  await outcome({ port, ca: authority.pem });
  await outcome({ port, ca: authority.pem, ...asStranger });
  t.same(refused, ['no client certificate', 'client certificate: UNABLE_TO_VERIFY_LEAF_SIGNATURE']);
});

void t.test('a resumed session is checked like the first one', async (t) => {
  const required = 'client_auth_type: RequireAndVerifyClientCert, client_ca_file: ca.crt';
  const { port, write, reload } = await serveHello(t, tls(`${required}, client_allowed_sans: [prometheus]`));
  const agent = new Agent({ keepAlive: false, maxCachedSessions: 10 });
  t.teardown(() => agent.destroy());
  const options = { port, ca: authority.pem, agent, maxVersion: 'TLSv1.2', ...asClient } as const;
  t.match(await get(options), { status: 200, resumed: false });
  t.match(await get(options), { status: 200, resumed: true }, 'else this test would prove nothing');
  write('web.yml', tls(`${required}, client_allowed_sans: [other]`));
  reload();
  t.equal(await outcome(options), 'ECONNRESET');
});

void t.test('no finite-field groups, with which a stranger makes a handshake take 100 ms', async (t) => {
  const { port } = await serveHello(t, tls());
  const ca = authority.pem;
  const outcomes = async (groups: readonly string[]) => {
    const all = [];
    for (const ecdhCurve of groups) all.push((await outcome({ port, ca, ecdhCurve, minVersion: 'TLSv1.3' })) === 200);
    return all;
  };
  t.same(await outcomes(['ffdhe2048', 'ffdhe8192']), [false, false]);
  t.same(await outcomes(['X25519', 'P-256', 'P-384', 'P-521']), [true, true, true, true]);
});
