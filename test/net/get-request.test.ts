import t from 'tap';
import { getRequest, requestFields } from '../../src/net/get-request.js';

void t.test('a request, in the order that Node sends', (t) => {
  const fields = requestFields('kubernetes:6443', { Accept: 'text/plain', 'X-A': 'b\xe4' });
  t.equal(
    getRequest('/livez?verbose', fields),
    'GET /livez?verbose HTTP/1.1\r\nAccept: text/plain\r\nX-A: b\xe4\r\nHost: kubernetes:6443\r\nConnection: keep-alive\r\n\r\n',
  );
  t.equal(requestFields('a', { Connection: 'close' }), 'Connection: close\r\nHost: a\r\n\r\n');
  t.end();
});

void t.test('what must not be sent', (t) => {
  const secret = 'letmein\r\nX-A: b';
  for (const [host, headers] of [
    ['a', { Authorization: `Bearer ${secret}` }],
    ['a', { Authorization: 'a\u0100' }],
    ['a', { Authorization: 'a\x00' }],
    ['a', { 'a b': '' }],
    ['a\r\n', {}],
  ] as const) {
    t.throws(() => requestFields(host, headers), { code: 'ERR_INVALID_CHAR', message: /^[^m]*must not be sent$/ });
  }
  for (const path of ['', '/a b', '/a\r\n', '/\xe4', '/\u0100']) {
    t.throws(() => getRequest(path, ''), { code: 'ERR_UNESCAPED_CHARACTERS' }, path);
  }
  t.end();
});
