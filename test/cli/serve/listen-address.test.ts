import t from 'tap';
import { parseListenAddress } from '../../../src/cli/serve/listen-address.js';

void t.test('the usual forms of exporters', (t) => {
  t.same(parseListenAddress(':10643'), { host: undefined, port: 10643 });
  t.same(parseListenAddress('127.0.0.1:0'), { host: '127.0.0.1', port: 0 });
  t.same(parseListenAddress('[::1]:10643'), { host: '::1', port: 10643 });
  t.same(parseListenAddress('[::ffff:10.0.0.1]:1'), { host: '::ffff:10.0.0.1', port: 1 });
  t.same(parseListenAddress('localhost:65535'), { host: 'localhost', port: 65535 });
  t.end();
});

void t.test('anything else is refused', (t) => {
  for (const text of [
    '',
    '10643',
    'localhost',
    ':',
    'localhost:',
    ':65536',
    ':123456',
    ':-1',
    ':1.5',
    ':0x50',
    '::1:10643',
    '[]:1',
    '[localhost]:1',
    '[::1]',
    ' :1',
    ':1\n',
    'a b:1',
    'http://localhost:1',
  ]) {
    t.equal(parseListenAddress(text), undefined, JSON.stringify(text));
  }
  t.end();
});
