import fc from 'fast-check';
import t from 'tap';
import { parseCredentials } from '../../src/web/credentials.js';

const header = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

void t.test('as RFC 7617 has them', (t) => {
  t.same(parseCredentials('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='), { user: 'Aladdin', password: 'open sesame' });
  t.same(parseCredentials('bAsIc  dGVzdDoxMjPCow== '), { user: 'test', password: '123£' });
  t.same(parseCredentials(header('a:b:c')), { user: 'a', password: 'b:c' });
  t.same(parseCredentials(header(':')), { user: '', password: '' });
  t.end();
});

void t.test('anything else is none', (t) => {
  for (const text of [
    undefined,
    '',
    'Basic',
    'Basic ',
    'Basic !!',
    header('no colon'),
    'Bearer dGVzdDox',
    'BasicdGVzdDox',
  ])
    t.equal(parseCredentials(text), undefined);
  t.end();
});

void t.test('what is encoded is read back, and no text throws', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (user, password) => {
      fc.pre(!user.includes(':'));
      const read = parseCredentials(header(`${user}:${password}`));
      return read?.user === user && read.password === password;
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void parseCredentials(`Basic ${text}`)));
  t.end();
});
