import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { joinHostPort, parseAddress } from '../../src/net/address.js';

/** Returns an address as it is dialled, after its kind; undefined if it is refused. */
function parsed(text: string): string | undefined {
  const address = parseAddress(text);
  return address && `${address.host.kind} ${joinHostPort(address.host.text, address.port)}`;
}

void t.test('hosts, ports and URLs', (t) => {
  const table: readonly [text: string, expected: string | undefined][] = [
    ['10.225.4.51', 'ip 10.225.4.51:6443'],
    ['10.225.4.51:443', 'ip 10.225.4.51:443'],
    ['api.example.com', 'dns api.example.com:6443'],
    ['API.Example.com.:8443', 'dns api.example.com:8443'],
    ['localhost:1', 'dns localhost:1'],
    ['localhost:65535', 'dns localhost:65535'],
    ['my_node', 'dns my_node:6443'],
    ['::1', 'ip [::1]:6443'],
    ['FD00:0::10', 'ip [fd00::10]:6443'],
    ['[fd00::10]', 'ip [fd00::10]:6443'],
    ['[fd00::10]:443', 'ip [fd00::10]:443'],
    ['::ffff:10.0.0.1', 'ip 10.0.0.1:6443'],
    ['https://api.example.com', 'dns api.example.com:443'],
    ['https://api.example.com/', 'dns api.example.com:443'],
    ['HTTPS://api.example.com:6443/', 'dns api.example.com:6443'],
    ['https://10.220.70.56:6443', 'ip 10.220.70.56:6443'],
    ['https://[fd00::10]:6443', 'ip [fd00::10]:6443'],
    ['https://[fd00::10]', 'ip [fd00::10]:443'],
  ];
  for (const [text, expected] of table) t.equal(parsed(text), expected, text);
  t.end();
});

void t.test('text that is not an address is refused', (t) => {
  const refused = [
    '',
    ' ',
    'foo bar',
    ' foo',
    'foo\n',
    ':6443',
    'foo:',
    'foo:0',
    'foo:65536',
    'foo:06443',
    'foo:+1',
    'foo:https',
    'foo:1:2',
    '[]',
    '[::1',
    '::1]',
    '[::1]6443',
    '[::1]:',
    '[10.0.0.1]:6443',
    '[foo]:6443',
    'fe80::1%eth0',
    '[fe80::1%eth0]:6443',
    '*.example.com',
    '-foo',
    'bücher.example',
    'http://foo',
    'https://',
    'https:///',
    'https://foo/bar',
    'https://foo//',
    'https://foo?x',
    'https://foo#x',
    'https://foo\\bar',
    'https://user@foo',
    'https://user:password@foo:6443',
    'https://::1',
    'https://foo:0',
    'https://https://foo',
    'foo/bar',
    'user@foo',
    // getaddrinfo or WHATWG URLs read these as other addresses than they seem.
    '010.0.0.1',
    '0x7f000001',
    '0x7f.1',
    '127.1',
    '2130706433',
    '10.0.0.1.5',
    '１０.0.0.1',
    'foo\0bar',
    'foo\r\nbar',
  ];
  for (const text of refused) t.equal(parsed(text), undefined, JSON.stringify(text));
  t.end();
});

void t.test('a joined host and port parses back to the same address', (t) => {
  const hosts = fc.oneof(fc.ipV4(), fc.ipV6(), fc.domain(), fc.string());
  const addresses = fc.oneof(
    hosts,
    fc.tuple(hosts, fc.integer({ min: -1, max: 70_000 })).map(([host, port]) => joinHostPort(host, port)),
    fc.webUrl({ validSchemes: ['https', 'http'] }),
  );
  fc.assert(
    fc.property(addresses, (text) => {
      const address = parseAddress(text);
      if (address === undefined) return true;
      const again = parseAddress(joinHostPort(address.host.text, address.port));
      return address.port >= 1 && address.port <= 65_535 && isDeepStrictEqual(again, address);
    }),
  );
  t.end();
});
