import t from 'tap';
import { localServerOf } from '../../src/probe/local-server-of.js';
import type { LocalPlace } from '../../src/probe/local-server.js';
import type { Reason } from '../../src/probe/reason.js';
import { down, report, target, trusted, untrusted } from '../fixtures/report.js';
import { noSuchManifest, place } from '../fixtures/local-server.js';

const silent = (reason: Reason) => target(down({ failures: [{ probe: 'serving', reason }] }));
const refused = silent('refused');
const notServed = { state: 'not_served', because: 'serving_certificate' } as const;

void t.test('one that answers', (t) => {
  t.match(localServerOf(place(), target(down(), report({ address: 'b:1' }))), { state: 'answers', address: 'b:1' });
  const old = report({ trust: untrusted() });
  t.match(localServerOf(place(), target(old)), { state: 'answers' }, 'an old CA, but a kube-apiserver');
  const proxied = report({ trust: trusted(), loopback: notServed });
  t.match(localServerOf(place(), target(proxied)), { state: 'answers' });
  const other = target(report({ trust: untrusted(), loopback: notServed }));
  t.match(localServerOf(place(), other), { state: 'other', text: /another program has the port/ });
  t.match(localServerOf(place({ isHere: false }), other), { state: 'answers' });
  t.end();
});

void t.test('one that is silent', (t) => {
  const table: readonly [what: string, change: Partial<LocalPlace>, seen: typeof refused, expected: object][] = [
    ['dead', {}, refused, { state: 'dead', text: /^nothing listens at \S+, though \/etc\S+ says so$/ }],
    [
      'dead, manifest not readable',
      { noManifest: { isMissing: false, why: 'no permission to read it' } },
      refused,
      { state: 'dead', text: /kube-apiserver\.yaml: no permission to read it$/ },
    ],
    ['stopped', { noManifest: noSuchManifest }, refused, { state: 'stopped', text: /its static pod was stopped$/ }],
    ['a guessed port', { isPortKnown: false }, refused, { state: 'failing', text: /the port is a guess/ }],
    ['hanging', {}, silent('tls_timeout'), { state: 'failing', text: /handshake did not end .*\(tls_timeout\)$/ }],
    ['plain HTTP', {}, silent('not_tls'), { state: 'failing', text: /does not speak TLS \(not_tls\)$/ }],
    [
      'a copy',
      { isHere: false, isOwnFolder: false },
      silent('connect_timeout'),
      {
        state: 'elsewhere',
        text: /does not have the address 10\.225\.4\.51, .*the folder is a copy from another host/,
      },
    ],
    ['moved', { isHere: false }, refused, { state: 'elsewhere', text: /the address of the node has changed/ }],
    [
      'a copy without a manifest',
      { isHere: false, isOwnFolder: false, hosts: [], named: undefined },
      target(),
      { state: 'elsewhere', address: undefined, text: /^this host has none of the addresses/ },
    ],
    [
      'a worker',
      { isHere: undefined, noManifest: noSuchManifest, hasCertificate: false },
      refused,
      { state: 'none', text: /^there is neither/ },
    ],
    ['unsure', { isHere: undefined }, refused, { state: 'failing', text: /nothing listens on this port \(refused\)$/ }],
    ['not asked', {}, target(), { state: 'failing', text: 'its address was not asked' }],
  ];
  for (const [what, change, seen, expected] of table) t.match(localServerOf(place(change), seen), expected, what);
  t.match(localServerOf(place(), undefined), { state: 'failing' });
  t.end();
});
