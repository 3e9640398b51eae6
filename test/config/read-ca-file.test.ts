import { rootCertificates } from 'node:tls';
import t from 'tap';
import { readCaFile } from '../../src/config/read-ca-file.js';
import { filesReader } from './yaml-problems.js';

void t.test('a CA file is read up to a megabyte, and messages leave out its name', async (t) => {
  const [pem = ''] = rootCertificates;
  const read = filesReader({ '/ca.crt': pem, '/empty.crt': '' });
  t.match(await readCaFile('/ca.crt', read), { ok: true, certificates: { length: 1 }, isCut: false });
  t.same(await readCaFile('/empty.crt', read), { ok: false, message: 'no certificate, neither PEM nor DER' });
  t.same(await readCaFile('/none.crt', read), { ok: false, message: 'no such file' });
  const huge = await readCaFile('/ca.crt', () => Promise.resolve({ ok: false, failure: 'too_large' }));
  t.same(huge, { ok: false, message: 'larger than 1048576 bytes' });
});
