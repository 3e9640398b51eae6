import t from 'tap';
import { reasonNames } from '../../src/probe/reason.js';
import { probeFurtherSni, sniRefusal, sniRefusals } from '../../src/probe/sni-refusal.js';
import { certificate } from '../fixtures/report.js';
import { fakeServer } from './fake-shake.js';
import { servedChain } from './served-chain.js';

void t.test('silence, and what says nothing of the SNI, is no refusal', (t) => {
  const refusing: readonly string[] = sniRefusals;
  for (const reason of reasonNames) {
    t.equal(sniRefusal({ ...servedChain(), reason }), refusing.includes(reason) ? reason : undefined, reason);
    t.equal(sniRefusal({ ...servedChain(certificate()), reason }), undefined, `${reason} after a certificate`);
  }
  for (const reason of ['tls_timeout', 'connect_timeout', 'refused', 'unreachable', 'internal'] as const)
    t.notOk(refusing.includes(reason), reason);
  t.end();
});

void t.test('what is refused is asked for once more, and nothing else', async (t) => {
  const shows = { subjectCommonName: 'second' };
  for (const [answers, asked, found] of [
    [[{ fails: 'closed' }, { shows }], 2, 'second'],
    [[{ fails: 'reset' }, { fails: 'tls_alert' }], 2, 'tls_alert'],
    [[{ fails: 'tls_timeout' }, { shows }], 1, 'tls_timeout'],
    [[{ shows }, { fails: 'reset' }], 1, 'second'],
    [[{ shows, fails: 'client_certificate_required' }, { fails: 'reset' }], 1, 'second'],
  ] as const) {
    const server = fakeServer({ a: answers });
    const { chain, reason } = await probeFurtherSni(server.shake, 'a', server.decode);
    t.same([server.asked.length, chain?.[0].subjectCommonName ?? reason], [asked, found]);
  }
});
