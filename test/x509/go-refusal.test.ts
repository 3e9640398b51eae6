import t from 'tap';
import { refusal, refusalReasons } from '../../src/x509/go-refusal.js';

void t.test('a refusal is a verdict with reason and message', (t) => {
  t.same(refusal('expired', 'x509: …'), { accepted: false, reason: 'expired', message: 'x509: …' });
  t.end();
});

void t.test('reasons are label values, each with words of its own that end a sentence', (t) => {
  const reasons = Object.entries(refusalReasons);
  for (const [reason, words] of reasons) {
    t.match(reason, /^[a-z_]+$/);
    t.match(words, /^[A-Za-z].*[a-z]$/);
  }
  t.equal(new Set(Object.values(refusalReasons)).size, reasons.length);
  t.end();
});
