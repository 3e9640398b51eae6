import fc from 'fast-check';
import t from 'tap';
import { createLoginCheck, parseUserPassword } from '../../src/web/login.js';
import type { LoginClient } from '../../src/web/password-check.js';

const home = '127.0.0.1';

/** A check that accepts a password if its hash ends with it, and the hashes that it was called with. */
function checks() {
  const asked: string[] = [];
  const clients: LoginClient[] = [];
  const ends: (() => void)[] = [];
  const login = createLoginCheck({
    matches: (password, hash, client) => {
      asked.push(hash);
      clients.push(client);
      if (password === 'one too many') return Promise.resolve(undefined);
      return new Promise((resolve) => {
        ends.push(() => resolve(hash.endsWith(password)));
      });
    },
  });
  return { login, asked, clients, end: () => ends.splice(0).forEach((end) => end()) };
}

const users = new Map([
  ['alice', '$2b$10$alice'],
  ['bob', '$2y$12$bob'],
]);

void t.test('right, wrong and unknown', async (t) => {
  const { login, asked, end } = checks();
  const verdicts = [
    login({ user: 'alice', password: 'alice' }, users, home),
    login({ user: 'alice', password: 'bob' }, users, home),
    login({ user: 'carol', password: '.' }, users, home),
  ];
  end();
  t.same(await Promise.all(verdicts), ['granted', 'refused', 'refused'], 'an unknown user never gets in');
  t.same(asked.slice(0, 2), ['$2b$10$alice', '$2b$10$alice']);
  t.match(asked[2], /^\$2b\$12\$\.{53}$/, 'and costs as much as the costliest that is known');
});

void t.test('a success is remembered until the hash changes', async (t) => {
  const { login, asked, end } = checks();
  const alice = { user: 'alice', password: 'alice' };
  const first = login(alice, users, home);
  end();
  await first;
  for (let i = 0; i < 5; i++) t.equal(await login(alice, users, home), 'granted');
  t.equal(asked.length, 1);

  const changed = login(alice, new Map([['alice', '$2b$10$changed']]), home);
  end();
  t.equal(await changed, 'refused');
  const removed = login(alice, new Map([['bob', '$2b$10$bob']]), home);
  end();
  t.equal(await removed, 'refused');
  t.equal(asked.length, 3);
});

void t.test('a refusal is not remembered', async (t) => {
  const { login, asked, end } = checks();
  for (let i = 0; i < 3; i++) {
    const verdict = login({ user: 'alice', password: 'wrong' }, users, home);
    end();
    t.equal(await verdict, 'refused');
  }
  t.equal(asked.length, 3);
});

void t.test('identical logins at the same time share one comparison', async (t) => {
  const { login, asked, end } = checks();
  const verdicts = [1, 2, 3].map(() => login({ user: 'alice', password: 'alice' }, users, home));
  end();
  t.same(await Promise.all(verdicts), ['granted', 'granted', 'granted']);
  t.equal(asked.length, 1);
});

void t.test('networks do not share a comparison, and one from which a login has succeeded is known', async (t) => {
  const { login, clients, end } = checks();
  const alice = { user: 'alice', password: 'alice' };
  const verdicts = ['10.0.0.1', '10.0.0.2'].map((network) => login(alice, users, network));
  end();
  t.same(await Promise.all(verdicts), ['granted', 'granted']);
  t.equal(await login(alice, users, '10.0.0.3'), 'granted', 'without a comparison');
  const wrong = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'].map((network) =>
    login({ user: 'alice', password: 'wrong' }, users, network),
  );
  end();
  await Promise.all(wrong);
  t.same(
    clients.map(({ network, known }) => `${network} ${known}`),
    ['10.0.0.1 false', '10.0.0.2 false', '10.0.0.1 true', '10.0.0.2 true', '10.0.0.3 true', '10.0.0.4 false'],
  );
});

void t.test('busy while too many comparisons wait', async (t) => {
  const { login } = checks();
  t.equal(await login({ user: 'alice', password: 'one too many' }, users, home), 'busy');
});

const header = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

void t.test('credentials of RFC 7617', (t) => {
  t.same(parseUserPassword('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='), { user: 'Aladdin', password: 'open sesame' });
  t.same(parseUserPassword('bAsIc  dGVzdDoxMjPCow== '), { user: 'test', password: '123£' });
  t.same(parseUserPassword(header('a:b:c')), { user: 'a', password: 'b:c' });
  t.same(parseUserPassword(header(':')), { user: '', password: '' });
  t.end();
});

void t.test('anything else has no credentials', (t) => {
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
    t.equal(parseUserPassword(text), undefined);
  t.end();
});

void t.test('encoded credentials are read back, and no text throws', (t) => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (user, password) => {
      fc.pre(!user.includes(':'));
      const read = parseUserPassword(header(`${user}:${password}`));
      return read?.user === user && read.password === password;
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void parseUserPassword(`Basic ${text}`)));
  t.end();
});
