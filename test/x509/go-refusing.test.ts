import t from 'tap';
import { Refusing, refuseUnless } from '../../src/x509/go-refusing.js';

void t.test('a condition that does not hold refuses, with the message', (t) => {
  const refused = { name: 'Refusing', message: 'x509: malformed certificate' };
  t.throws(() => refuseUnless(false, 'x509: malformed certificate'), refused);
  t.throws(() => refuseUnless(false, () => 'x509: malformed certificate'), refused);
  t.ok(new Refusing('any') instanceof Error);
  t.end();
});

void t.test('a condition that holds makes no message', (t) => {
  refuseUnless(true, 'x509: malformed certificate');
  refuseUnless(true, () => {
    throw new Error('made in vain');
  });
  t.end();
});
