import t from 'tap';
import { parseNetwork } from '../../src/net/network.js';
import { refusalUnless, refusedNote, siftAnswers } from '../../src/net/refused-address.js';

const allow = (...texts: readonly string[]) => texts.flatMap((text) => parseNetwork(text) ?? []);

void t.test('special addresses are refused unless their network is allowed', (t) => {
  const refusal = refusalUnless(allow('127.0.0.8/30', 'fe80::/10'));
  t.same(refusal('127.0.0.1'), { ip: '127.0.0.1', kind: 'loopback' });
  t.same(refusal('::ffff:169.254.169.254'), { ip: '169.254.169.254', kind: 'metadata' });
  t.same(refusal('::1%lo'), { ip: '::1', kind: 'loopback' });
  t.same(refusal('x'.repeat(999)), { ip: 'x'.repeat(64), kind: 'malformed' });
  for (const ip of ['127.0.0.9', '::ffff:127.0.0.9', 'fe80::1%eth0', '10.225.4.51'])
    t.equal(refusal(ip), undefined, ip);
  t.end();
});

void t.test('the answers to a name', async (t) => {
  const unused = () => Promise.reject(new Error('not asked'));
  t.same(await siftAnswers('a', ['10.0.0.1'], { allow: [], ownWord: unused }), { ips: ['10.0.0.1'], refused: [] });
  const ownWord = () => Promise.resolve((ip: string) => ip === '127.0.0.1');
  t.same(await siftAnswers('a', ['10.0.0.1', '127.0.0.1', '::1'], { allow: [], ownWord }), {
    ips: ['10.0.0.1', '127.0.0.1'],
    refused: [{ ip: '::1', kind: 'loopback' }],
  });
});

void t.test('the note', (t) => {
  t.equal(
    refusedNote('the DNS name a.example', [{ ip: '127.0.0.1', kind: 'loopback' }]),
    'the DNS name a.example leads to 127.0.0.1 (a loopback address), which was not dialled: if it belongs to the cluster, write the IP itself under addresses, or its network under discoveryAllow',
  );
  const many = Array.from({ length: 300 }, (_, i) => ({ ip: `127.0.1.${i}`, kind: 'malformed' }) as const);
  t.match(refusedNote('it', many), /127\.0\.1\.7 \(no address\), 292 more, which were not dialled/);
  t.end();
});
