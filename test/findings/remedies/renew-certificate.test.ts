import t from 'tap';
import { renewCertificate } from '../../../src/findings/remedies/renew-certificate.js';
import { forgotten } from './procedures.js';

void t.test('says how for each distribution, and that the SANs stay', (t) => {
  t.same(forgotten(renewCertificate), []);
  t.match(renewCertificate.beware.join(' '), /renewing keeps the SANs/);
  t.end();
});
