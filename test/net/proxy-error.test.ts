import t from 'tap';
import { ProxyError } from '../../src/net/proxy-error.js';

void t.test('says what happened', (t) => {
  t.match(new ProxyError('ERR_PROXY_UNREACHABLE'), {
    code: 'ERR_PROXY_UNREACHABLE',
    message: 'there is no connection to the proxy',
  });
  t.equal(new ProxyError('ERR_PROXY_LOGIN', 407).message, 'the proxy demands another login (HTTP 407)');
  t.end();
});
