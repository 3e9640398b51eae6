import { inspect } from 'node:util';
import t from 'tap';
import { parseProxyUrl, parseProxyVariable } from '../../src/net/proxy.js';

void t.test('a proxy-url', (t) => {
  const verification = { ca: undefined, serverName: undefined, insecure: false };
  for (const [text, scheme, host, port] of [
    ['http://proxy', 'http', 'proxy', 80],
    ['HTTPS://proxy.example.com/', 'https', 'proxy.example.com', 443],
    ['socks5://[fd00::1]', 'socks5', 'fd00::1', 1080],
    ['http://[fd00::1]:3128/path?query#fragment', 'http', 'fd00::1', 3128],
    ['http://10.0.0.1:', 'http', '10.0.0.1', 80],
  ] as const) {
    t.same(parseProxyUrl(text), { scheme, host, port, login: undefined, verification }, text);
  }
  t.end();
});

void t.test('what client-go refuses, and what could never be dialled', (t) => {
  const refused = ['proxy', 'proxy:3128', '10.0.0.1:3128', 'ftp://proxy', 'socks5h://proxy', 'constructor://proxy', ''];
  const undialled = ['http:proxy', 'http://', 'http://:3128', 'http://proxy:0', 'http://proxy:65536', 'http://proxy:a'];
  for (const text of [...refused, ...undialled, 'http://us er@proxy', 'http://[::1'])
    t.equal(parseProxyUrl(text), undefined, text);
  t.end();
});

void t.test('a login is unescaped, and never shown', (t) => {
  const proxy = parseProxyUrl('http://us%C3%A9r:p%40ss:word@proxy');
  t.equal(proxy?.login?.user.reveal(), 'usér');
  t.equal(proxy?.login?.password.reveal(), 'p@ss:word');
  t.notMatch(JSON.stringify(proxy) + inspect(proxy, { depth: 9, showHidden: true }), /p@ss|p%40ss|usér/);
  t.equal(parseProxyUrl('http://user@proxy')?.login?.password.reveal(), '');
  t.end();
});

void t.test('HTTPS_PROXY', (t) => {
  t.match(parseProxyVariable('proxy:3128'), { scheme: 'http', host: 'proxy', port: 3128 });
  t.match(parseProxyVariable('socks5h://proxy'), { scheme: 'socks5', port: 1080 }, 'names are always resolved there');
  t.match(parseProxyVariable('ftp://proxy:3128'), { scheme: 'http', port: 3128 }, 'as http.Transport');
  for (const text of ['ftp://proxy', 'proxy:99999']) t.equal(parseProxyVariable(text), 'unusable', text);
  for (const text of ['\n', '%zz']) t.equal(parseProxyVariable(text), 'ignored', text);
  t.end();
});
