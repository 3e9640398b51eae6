import t from 'tap';
import { endpointJson } from '../../../src/cli/check/endpoint-json.js';
import { refusal } from '../../../src/x509/go-refusal.js';
import { authority, certificate, nameVerdict, notFor, report, trusted, uncoveredName } from '../../fixtures/report.js';

const why = { reason: 'usage', message: 'x509: certificate specifies an incompatible key usage' } as const;
const refused = refusal(why.reason, why.message);

void t.test('the trust in the serving chain', (t) => {
  const spare = [certificate({ subject: 'CN=spare' })];
  t.match(endpointJson(report({ trust: trusted({ spare }) })), {
    trust: {
      state: 'trusted',
      until: '2027-08-13T12:00:00Z',
      path: [{ subject: 'CN=kube-apiserver' }, { subject: 'CN=kubernetes' }],
      anchors: [{ subject: 'CN=kubernetes', fingerprintSha256: authority().fingerprintSha256 }],
      spare: [{ subject: 'CN=spare' }],
    },
  });
  for (const state of ['untrusted', 'unknown'] as const) {
    t.match(endpointJson(report({ trust: { state, refusal: refused } })), { trust: { state, ...why } });
  }
  t.same((endpointJson(report()) as { trust: unknown }).trust, { state: 'unknown' });
  t.end();
});

void t.test('what clients decide of each name', (t) => {
  const names = [
    nameVerdict({ name: 'a' }),
    uncoveredName({ name: 'b', role: 'instance' }),
    nameVerdict({ name: 'c', covered: undefined, verdict: refused, shown: [certificate({ subject: 'CN=front' })] }),
    nameVerdict({ name: 'd', verdict: undefined }),
  ];
  const [a, b, c, d, ...rest] = (endpointJson(report({ names })) as { names: readonly unknown[] }).names;
  t.same(a, { name: 'a', role: 'client', covered: true, accepted: true, until: '2027-08-13T12:00:00Z' });
  const { reason, message } = notFor('b');
  t.same(b, { name: 'b', role: 'instance', covered: false, accepted: false, reason, message });
  t.match(c, { name: 'c', covered: null, accepted: false, ...why, shown: { subject: 'CN=front' } });
  t.same(d, { name: 'd', role: 'client', covered: true, accepted: null });
  t.same(rest, []);
  t.end();
});

void t.test('messages have a bounded length', (t) => {
  const names = [nameVerdict({ verdict: refusal('name', 'x'.repeat(1e6)) })];
  t.ok(JSON.stringify(endpointJson(report({ names }))).length < 10_000);
  t.end();
});
