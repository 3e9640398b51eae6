import fc from 'fast-check';
import t from 'tap';
import { parseServerUrl, serverUrlText } from '../../src/kube/server-url.js';

void t.test('https URLs with host, port and path', (t) => {
  const ip = (text: string) => ({ kind: 'ip', text });
  const dns = (text: string) => ({ kind: 'dns', text });
  t.same(parseServerUrl('https://10.0.0.1:6443'), { host: ip('10.0.0.1'), port: 6443, path: '' });
  t.same(parseServerUrl('https://api.example.com'), { host: dns('api.example.com'), port: 443, path: '' });
  t.same(parseServerUrl('HTTPS://API.Example.com./'), { host: dns('api.example.com'), port: 443, path: '' });
  t.same(parseServerUrl('https://[2001:DB8::1]:8443'), { host: ip('2001:db8::1'), port: 8443, path: '' });
  t.same(parseServerUrl('https://gw/k8s/clusters/c-1%20//'), {
    host: dns('gw'),
    port: 443,
    path: '/k8s/clusters/c-1%20',
  });
  t.same(parseServerUrl('https://gw/.well/..a'), { host: dns('gw'), port: 443, path: '/.well/..a' });
  t.end();
});

void t.test('other text is refused', (t) => {
  const others = [
    '',
    '10.0.0.1:6443',
    'http://10.0.0.1',
    'https://',
    'https:///x',
    'https://user:pass@host',
    'https://host?x',
    'https://host#x',
    'https://host/a?b',
    'https://host/a b',
    'https://host/../x',
    'https://host/a/..',
    'https://host/./x',
    'https://host:0',
    'https://host:65536',
    'https://010.0.0.1',
    'https://host/\r\nX: y',
    `https://host/${'a'.repeat(2048)}`,
    'unix:///run/x',
  ];
  for (const text of others) t.equal(parseServerUrl(text), undefined, JSON.stringify(text.slice(0, 40)));
  t.end();
});

void t.test('its text reads back', (t) => {
  t.equal(serverUrlText({ host: { kind: 'ip', text: '::1' }, port: 443, path: '/secret' }), 'https://[::1]:443');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.ipV4(),
        fc.domain(),
        fc.ipV6().map((ip) => `[${ip}]`),
      ),
      fc.nat(65_534),
      (host, port) => {
        const url = parseServerUrl(`https://${host}:${port + 1}`);
        return url === undefined || parseServerUrl(serverUrlText(url))?.host.text === url.host.text;
      },
    ),
  );
  t.end();
});
