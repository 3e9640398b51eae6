import fc from 'fast-check';
import t from 'tap';
import { joinHostPort } from '../../src/net/address.js';
import { environmentProxy } from '../../src/net/proxy-environment.js';
import { parseHostName } from '../../src/x509/host-name.js';
import { findGo } from './go-oracle.js';
import { type Answer, askGo } from './proxy-oracle.js';
import { temporaryFolder } from './temporary-folder.js';

const cases = 20_000;
const go = findGo();
const skip = go === undefined && 'no Go 1.26 or later';

/** Names that are equal, below one another, or only similar; IPs in several forms. */
const label = fc.constantFrom('a', 'b', 'a-b', 'example', 'ex', 'com', 'localhost', 'xn--bcher-kva', '1');
const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
const ipv4 = fc.constantFrom('10.0.0.1', '10.0.0.2', '10.1.0.1', '127.0.0.1', '127.9.9.9', '0.0.0.0', '192.0.2.1');
const ipv6 = fc.constantFrom('fd00::1', 'fd00:0::1', 'fd01::', '::1', '::', '::ffff:10.0.0.1', '::ffff:127.0.0.1');
const port = fc.constantFrom(443, 6443, 1);
const host = fc.oneof(name, ipv4, ipv6).chain((text) => {
  const parsed = parseHostName(text);
  return parsed === undefined ? fc.constant(undefined) : port.map((number) => ({ host: parsed, port: number }));
});

const prefix = fc.constantFrom('0', '8', '08', '16', '31', '32', '64', '104', '120', '128', '129', '-1', '', '8x');
const odd = fc.constantFrom(
  '',
  ' ',
  '.',
  '*.',
  '[]',
  ':',
  ':443',
  '[fd00::1',
  'fd00::1]',
  '[10.0.0.1]',
  'a:b:c',
  '%zz',
);
const item = fc
  .tuple(
    fc.constantFrom('', '', '.', '*.', ' ', '*'),
    fc.oneof(
      name,
      name,
      ipv4,
      ipv6,
      ipv6.map((ip) => `[${ip}]`),
      odd,
      fc.constant('bücher'),
    ),
    fc.oneof(
      fc.constant(''),
      fc.constant(''),
      port.map((number) => `:${number}`),
      prefix.map((bits) => `/${bits}`),
      fc.constantFrom(':', ':0443', '.', ':a'),
    ),
    fc.boolean(),
  )
  .map(([before, text, after, upper]) => (upper ? (before + text + after).toUpperCase() : before + text + after));
const noProxy = fc.oneof(
  { weight: 9, arbitrary: fc.array(item, { maxLength: 3 }).map((items) => items.join(',')) },
  fc.constantFrom('*', 'a,*', '* ,b', ' * '),
);

const url = fc
  .tuple(
    fc.constantFrom(
      'http://',
      'HTTP://',
      'https://',
      'socks5://',
      'socks5h://',
      'ftp://',
      '',
      '',
      'http:',
      '//',
      '://',
    ),
    fc.constantFrom('', '', 'user@', 'user:secret@', 'us%40er:p%3Aw@', ':@', 'a b@', '%zz@'),
    fc.constantFrom(
      'proxy',
      'proxy.example.com',
      '10.0.0.9',
      '[fd00::9]',
      '[::ffff:10.0.0.9]',
      '',
      'fd00::9',
      '[a',
      'a_b',
    ),
    fc.constantFrom('', ':3128', ':', ':0', ':99999', ':a', ':1:2'),
    fc.constantFrom('', '/', '/path?query#fragment', '\n', ' '),
  )
  .map((parts) => parts.join(''));
const proxy = fc.oneof({ weight: 4, arbitrary: url }, fc.constantFrom('http://proxy:3128', '', 'proxy:3128', 'http'));

/** Go fails to connect by what we call unusable. */
function isUsable({ scheme = '', host: name = '', port: digits = '' }: Answer): boolean {
  const known = ['http', 'https', 'socks5', 'socks5h'].includes(scheme);
  return name !== '' && (digits === '' ? known : Number(digits) >= 1 && Number(digits) <= 65_535);
}

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443, socks5: 1080, socks5h: 1080 };

function expected(answer: Answer): unknown {
  if (!answer.proxied) return undefined;
  if (!isUsable(answer)) return 'unusable';
  const { scheme = '', port: digits, user = '', password = '' } = answer;
  return {
    scheme: scheme.startsWith('socks5') ? 'socks5' : scheme === 'https' ? 'https' : 'http',
    host: answer.host,
    port: Number(digits) || defaultPorts[scheme],
    login: [user, password],
  };
}

void t.test('a proxy is used where Go uses one', { skip, timeout: 330_000 }, (t) => {
  if (go === undefined) throw new Error('unreachable');
  const drawn = fc.sample(fc.record({ proxy, noProxy, address: host }), cases);
  const asked = drawn.flatMap(({ address, ...rest }) => (address === undefined ? [] : [{ ...rest, address }]));
  const questions = asked.map(({ address, ...rest }) => ({
    ...rest,
    host: joinHostPort(address.host.text, address.port),
  }));
  const answers = askGo(go, temporaryFolder(t), questions);
  const differing = asked.flatMap(({ address, proxy: value, noProxy: list }, index) => {
    const found = environmentProxy({ HTTPS_PROXY: value, NO_PROXY: list })(address);
    const ours =
      typeof found === 'object'
        ? {
            scheme: found.scheme,
            host: found.host,
            port: found.port,
            login: [found.login?.user.reveal() ?? '', found.login?.password.reveal() ?? ''],
          }
        : found;
    const theirs = expected(answers[index]!);
    return JSON.stringify(ours) === JSON.stringify(theirs) ? [] : [{ ...questions[index], ours, theirs }];
  });
  t.same(differing.slice(0, 5), [], `${differing.length} of ${asked.length} differ`);
  const ways = new Set(answers.map((answer) => JSON.stringify(typeof expected(answer))));
  t.equal(ways.size, 3, 'direct, through a proxy, and unusable');
  t.end();
});
