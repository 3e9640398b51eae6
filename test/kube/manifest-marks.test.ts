import t from 'tap';
import { isUtf16, mayBeKubeconfig, mayBeSecret } from '../../src/kube/manifest-marks.js';

void t.test('what a text may be', (t) => {
  const is = (text: string) => [mayBeKubeconfig, mayBeSecret, isUtf16].map((mark) => mark(Buffer.from(text)));
  t.same(is('users: [{user: {client-certificate: a}}]'), [true, false, false]);
  t.same(is('certificate-authority-data: a'), [true, false, false]);
  t.same(is('kind: Secret'), [false, true, false]);
  t.same(is('-----BEGIN CERTIFICATE-----'), [false, false, false]);
  const mark = Buffer.from('\ufeffa', 'utf16le');
  t.same([isUtf16(mark), isUtf16(mark.swap16())], [true, true]);
  t.end();
});
