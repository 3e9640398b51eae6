import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { verifyLeaf } from '../../src/kube/verify-leaf.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { accessTo } from './simulated-api.js';

const authority = await createAuthority({ commonName: 'kubernetes' });

async function identify(
  names: { dnsNames?: string[]; ipAddresses?: string[] },
  change: Parameters<typeof accessTo>[1] = {},
) {
  const { der } = await authority.issue({ commonName: 'kubernetes.default.svc', ...names });
  return verifyLeaf(der, accessTo(6443, change), decodeCertificate);
}

void t.test('by the host, or by tls-server-name', async (t) => {
  const serverName = { kind: 'dns', text: 'kubernetes' } as const;
  t.same(await identify({ ipAddresses: ['127.0.0.1'] }), { ok: true, name: '127.0.0.1' });
  t.same(await identify({ dnsNames: ['kubernetes'] }, { serverName, ca: undefined }), { ok: true, name: 'kubernetes' });
  t.match(await identify({ dnsNames: ['127.0.0.1'] }), { ok: false }, 'a DNS SAN does not cover an IP');
});

void t.test("by the name that pods use, where the cluster's CA vouches for it", async (t) => {
  const names = { dnsNames: ['kubernetes', 'kubernetes.default.svc'], ipAddresses: ['10.96.0.1'] };
  t.same(await identify(names), { ok: true, name: 'kubernetes.default.svc' });
  t.same(await identify(names, { ca: undefined }), {
    ok: false,
    kind: 'wrong_name',
    message: 'its certificate is valid for kubernetes, kubernetes.default.svc, 10.96.0.1, not 127.0.0.1',
  });
});

void t.test('a server with another name is refused', async (t) => {
  t.match(await identify({}), { message: 'its certificate is valid for no name, not 127.0.0.1' });
  const dnsNames = Array.from({ length: 12 }, (_, at) => `n${at}`);
  t.match(await identify({ dnsNames }), { message: /valid for n0, .*, n9 and 2 more, not/ });
  t.same(verifyLeaf(Uint8Array.of(1), accessTo(6443), decodeCertificate), {
    ok: false,
    kind: 'untrusted',
    message: 'its certificate cannot be decoded',
  });
});
