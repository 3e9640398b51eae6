import t from 'tap';
import { createFindingWriter } from '../../../src/cli/check/finding-writer.js';

void t.test('prose is wrapped below the number, what people copy is not', (t) => {
  const write = createFindingWriter({ color: false, width: 24 });
  t.same(write.heading(0, 'CRITICAL: it ends in a day', 'critical'), ['1. CRITICAL: it ends in', '   a day']);
  t.same(write.heading(11, 'NOTE: a', 'info'), ['12.NOTE: a']);
  t.same(write.prose('a\nb'), ['   a\\u{a}b']);
  const long = 'x509: certificate is valid for 10.96.0.1, not 10.0.0.1';
  t.equal(write.words(long), `     ${long}`);
  t.equal(write.code('date -u   # now'), '     date -u   # now');
  t.end();
});
