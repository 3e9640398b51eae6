import { once } from 'node:events';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import t, { type Test } from 'tap';
import { startApiserver } from '../../demo/apiserver.js';
import { createAuthority, type Identity, type IssuedCertificate } from '../../demo/pki.js';
import {
  createRememberingReader,
  mostServed,
  type ReadChain,
  readLinkedChain,
  readServedChain,
  servedCertificates,
} from '../../src/net/served-certificates.js';

const root = await createAuthority({ commonName: 'root' });
const intermediate = await root.issueAuthority({ commonName: 'intermediate' });
const leaf = await intermediate.issue({ commonName: 'leaf' });
const below = await root.issue({ commonName: 'below' });
const deep = await belowMany(70);
const unrelated = await createAuthority({ commonName: 'unrelated' });

async function belowMany(count: number): Promise<IssuedCertificate> {
  let issuer = root;
  for (let i = 0; i < count; i++) issuer = await issuer.issueAuthority({ commonName: `intermediate ${i}` });
  return issuer.issue({ commonName: 'deep' });
}

interface Handshake {
  /** The certificate of the server's key. */
  readonly leaf: IssuedCertificate;
  /** What the server serves, in this order. */
  readonly served: readonly IssuedCertificate[];
  readonly options?: ConnectionOptions;
}

/** The result of `read` for one handshake. */
async function shown(
  t: Test,
  read: ReadChain,
  { leaf: { der, key }, served, options = {} }: Handshake,
): Promise<readonly Buffer[]> {
  const identity: Identity = { cert: served.map(({ pem }) => pem).join('\n'), key };
  const server = await startApiserver({ serving: identity });
  t.teardown(() => server.close());
  const socket = connect({
    host: '127.0.0.1',
    port: server.port,
    rejectUnauthorized: false,
    ca: [],
    ...options,
  });
  await once(socket, 'secureConnect');
  const chain = read(socket);
  t.same(Buffer.from(chain[0] ?? []), Buffer.from(der), 'the leaf comes first');
  socket.end();
  await once(socket, 'close');
  return chain.map((certificate) => Buffer.from(certificate));
}

const ders = (certificates: readonly IssuedCertificate[]): readonly Buffer[] =>
  certificates.map(({ der }) => Buffer.from(der));

for (const [name, read] of Object.entries({ readServedChain, readLinkedChain })) {
  void t.test(`${name}: what was served`, async (t) => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const options = { maxVersion };
      const alone = { leaf, served: [leaf], options };
      t.same(await shown(t, read, alone), ders([leaf]), maxVersion);
      const served = [leaf, intermediate];
      t.same(await shown(t, read, { leaf, served, options }), ders(served), maxVersion);
    }
    const anchored = { leaf: below, served: [below, root] };
    t.same(await shown(t, read, anchored), ders(anchored.served), 'with the CA, as some servers do');
    const whole = [leaf, intermediate, root];
    t.same(await shown(t, read, { leaf, served: whole }), ders(whole), 'with the root');
    t.same(await shown(t, read, { leaf: root, served: [root] }), ders([root]), 'the CA itself as leaf');
  });

  void t.test(`${name}: of a chain that is too long, only the first certificates`, async (t) => {
    const served = deep.chain.map((pem) => ({ ...deep, pem }));
    t.equal((await shown(t, read, { leaf: deep, served })).length, mostServed);
  });
}

void t.test('this Node shows the same at each handshake', async (t) => {
  const served = [leaf, intermediate];
  for (let i = 0; i < 3; i++) t.same(await shown(t, servedCertificates, { leaf, served }), ders(served));
});

void t.test('a Node that keeps the chain is asked the cheap way, any other is not', async (t) => {
  for (const keeps of [true, false]) {
    const module = `../../src/net/served-certificates.js?keeps=${String(keeps)}`;
    const fresh = (await import(module)) as { servedCertificates: ReadChain };
    let reads = 0;
    const socket = {
      getPeerCertificate: () => ({ raw: Buffer.from('linked') }),
      getPeerX509Certificate: () => (reads++ > 0 && !keeps ? undefined : { raw: Buffer.from('served') }),
    } as unknown as TLSSocket;
    const shown = [1, 2, 3].map(() => String(fresh.servedCertificates(socket)[0]));
    t.same(shown, keeps ? ['served', 'served', 'served'] : ['served', 'linked', 'linked']);
    t.equal(reads, keeps ? 4 : 3);
  }
});

void t.test(
  'a certificate that issued none of the others is returned if Node shows it, and never as the leaf',
  async (t) => {
    const served = [leaf, unrelated, intermediate];
    t.same(await shown(t, readServedChain, { leaf, served }), ders(served));
    t.same(await shown(t, readLinkedChain, { leaf, served }), ders([leaf, intermediate]), 'in the order of issuing');
  },
);

void t.test(
  'a certificate that leads nowhere, and an issuer out of order, are seen at each handshake of a Node that forgets them',
  async (t) => {
    const other = await unrelated.issue({ commonName: 'leaf' });
    for (const served of [
      [leaf, unrelated, intermediate],
      [other, intermediate, unrelated],
    ]) {
      const [first = leaf] = served;
      const read = createRememberingReader();
      for (let i = 0; i < 3; i++) {
        t.same(await shown(t, read, { leaf: first, served }), ders(served));
      }
    }
  },
);

void t.test('a peer that shows new chains all the time spoils the reading of no other peer', (t) => {
  const read = createRememberingReader();
  const issuer = { raw: Buffer.alloc(300_000), issuerCertificate: undefined };
  const from = (remotePort: number, name: string) => {
    const exact = { raw: Buffer.from(name), issuerCertificate: issuer };
    const getPeerCertificate = () => ({ raw: Buffer.from(name) });
    const socket = { remoteAddress: '192.0.2.1', remotePort, getPeerCertificate, getPeerX509Certificate: () => exact };
    return read(socket as unknown as TLSSocket).length;
  };
  t.equal(from(1, 'a'), 2);
  t.equal(from(1, 'b'), 1, 'the cheap way, without the issuer');
  t.equal(from(1, 'a'), 2, 'remembered');
  t.equal(from(2, 'c'), 2);
  t.end();
});

void t.test('text that Node would make of the fields does no harm', async (t) => {
  // authorityInfoAccess (RFC 5280 4.2.2.1) with a URI that resembles the JSON in which Node wraps it.
  const uri = Buffer.from('"\\u0000\n":\r\u0000\xff{"__proto__":', 'latin1');
  const oid = Buffer.from('06082b06010505073001', 'hex');
  const description = sequence(0x30, Buffer.concat([oid, sequence(0x86, uri)]));
  const value = sequence(0x30, description);
  const hostile = await root.issue({ commonName: '\n"\u202e', extensions: [{ oid: '1.3.6.1.5.5.7.1.1', value }] });
  for (const read of [readServedChain, readLinkedChain]) {
    t.same(await shown(t, read, { leaf: hostile, served: [hostile] }), ders([hostile]));
  }
});

function sequence(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(tag, content.length), content]);
}

void t.test('a socket that has shown nothing', (t) => {
  const socket = connect({ host: '127.0.0.1', port: 1 });
  socket.on('error', () => undefined);
  for (const read of [readServedChain, readLinkedChain, servedCertificates]) t.same(read(socket), []);
  socket.destroy();
  t.end();
});
