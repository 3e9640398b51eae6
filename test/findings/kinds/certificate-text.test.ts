import t from 'tap';
import { certificateText, subjectText } from '../../../src/findings/kinds/certificate-text.js';
import { authority } from '../../fixtures/report.js';

void t.test('tells a certificate from others of the same subject', (t) => {
  t.equal(certificateText(authority()), `CN=kubernetes, serial 00, SHA-256 ${'ca'.repeat(8)}…`);
  t.end();
});

void t.test('subjects are bounded, and may be empty', (t) => {
  t.equal(subjectText(''), 'a certificate without a subject');
  t.equal(subjectText(`CN=${'x'.repeat(1e6)}`), `CN=${'x'.repeat(197)}…`);
  t.end();
});
