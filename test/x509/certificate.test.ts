import t from 'tap';
import { type Certificate, chainNotAfter } from '../../src/x509/certificate.js';
import { decodeCertificate } from '../../src/x509/decode.js';
import { buildCertificate, validity } from './der-builder.js';

function endingAt(text: string): Certificate {
  const decoded = decodeCertificate(buildCertificate({ validity: validity('700101000000Z', text) }));
  if (!decoded.ok) throw new Error(decoded.message);
  return decoded.certificate;
}

void t.test('a chain expires with the first of its certificates', (t) => {
  const [early, late] = [endingAt('700101000010Z'), endingAt('700101000020Z')];
  t.equal(chainNotAfter([late]), 20);
  t.equal(chainNotAfter([late, early]), 10);
  t.equal(chainNotAfter([early, late]), 10);
  t.end();
});
