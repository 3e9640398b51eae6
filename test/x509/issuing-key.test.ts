import t from 'tap';
import { createAuthority } from '../../demo/pki.js';
import { issuingKey } from '../../src/x509/issuing-key.js';

void t.test('two CAs of one name differ by their keys', async (t) => {
  const [one, other] = await Promise.all([1, 2].map(() => createAuthority({ commonName: 'kubernetes' })));
  const keys = await Promise.all(
    [one, one, other].map(async (authority) => issuingKey(await authority!.issue({ commonName: 'kube-apiserver' }))),
  );
  t.type(keys[0], 'string');
  t.equal(keys[0], keys[1]);
  t.not(keys[0], keys[2]);
  t.equal(issuingKey({ der: new Uint8Array([1]) }), undefined, 'what cannot be read says nothing');
});
