import t from 'tap';
import {
  isExplained,
  isUncovered,
  judgedBy,
  nameRefusal,
  namesRefused,
  refusalText,
  trustRefusal,
} from '../../../src/findings/kinds/refusal.js';
import { refusal } from '../../../src/x509/go-refusal.js';
import { certificate, down, nameVerdict, now, report, trusted, uncoveredName } from '../../fixtures/report.js';

const usage = refusal('usage', 'x509: certificate specifies an incompatible key usage');
const expired = refusal('expired', 'x509: certificate has expired or is not yet valid');
const early = refusal('not_yet_valid', 'x509: certificate has expired or is not yet valid');

void t.test('why a chain is refused', (t) => {
  t.equal(trustRefusal({ trust: trusted() }), undefined);
  t.equal(trustRefusal({ trust: { state: 'unknown', refusal: undefined } }), undefined);
  t.equal(trustRefusal({ trust: { state: 'unknown', refusal: usage } }), usage);
  t.equal(trustRefusal({ trust: { state: 'untrusted', refusal: usage } }), usage);
  t.end();
});

void t.test('whose CA it is', (t) => {
  t.equal(judgedBy({ caSource: undefined }), '');
  t.equal(judgedBy({ caSource: { kind: 'file', path: '/ca.crt' } }), '; clients are taken to trust the CA in /ca.crt');
  t.end();
});

void t.test('why a name is refused', (t) => {
  t.equal(nameRefusal(nameVerdict()), undefined);
  t.equal(nameRefusal(nameVerdict({ verdict: undefined })), undefined);
  t.equal(nameRefusal(nameVerdict({ verdict: usage })), usage);
  t.ok(isUncovered(uncoveredName()));
  t.ok(isUncovered(uncoveredName({ verdict: expired })), 'an expired certificate may lack the name as well');
  t.notOk(isUncovered(nameVerdict({ verdict: usage })));
  t.notOk(isUncovered(nameVerdict({ covered: undefined, verdict: usage })));
  t.end();
});

void t.test('the names under which the serving certificate is refused', (t) => {
  const names = [
    nameVerdict({ name: 'a', verdict: usage }),
    nameVerdict({ name: 'b', verdict: usage, shown: [certificate()] }),
    nameVerdict({ name: 'c' }),
    uncoveredName({ name: 'd' }),
  ];
  t.same(namesRefused(report({ names }), 'usage'), ['a']);
  t.end();
});

void t.test('a refusal of the whole chain explains that of each name', (t) => {
  const name = nameVerdict();
  const leaf = (notBefore: number, notAfter: number) => report({ serving: [certificate({ notBefore, notAfter })] });
  t.ok(isExplained(report({ trust: { state: 'untrusted', refusal: usage } }), name, usage, now));
  t.ok(isExplained(down({ trust: { state: 'unknown', refusal: usage } }), name, usage, now));
  t.notOk(isExplained(down(), name, usage, now));
  t.notOk(isExplained(report(), name, usage, now));
  t.ok(isExplained(leaf(now - 9, now - 1), name, expired, now));
  t.notOk(isExplained(leaf(now - 9, now), name, expired, now));
  t.ok(isExplained(leaf(now + 1, now + 9), name, early, now));
  t.notOk(isExplained(leaf(now, now + 9), name, early, now));
  t.notOk(isExplained(leaf(now - 9, now - 1), nameVerdict({ shown: [certificate()] }), expired, now));
  t.end();
});

void t.test('since which version clients refuse something', (t) => {
  const since = (message: string) => refusalText(refusal('unsupported', message), now).why;
  const cases = [
    ['tls: failed to parse certificate from server: x509: negative serial number', 'Go 1.23', 'Kubernetes 1.32'],
    ['tls: invalid signature by the server certificate: crypto/rsa: 512-bit keys are insecure', 'Go 1.24', '1.33'],
    ['x509: cannot verify signature: insecure algorithm SHA1-RSA', 'Go 1.18', 'Kubernetes 1.24'],
    ['x509: cannot verify signature: insecure algorithm ECDSA-SHA1', 'Go 1.18', 'Kubernetes 1.24'],
  ] as const;
  for (const [message, go, kubernetes] of cases) {
    t.match(since(message), `since ${go}: kubectl, kubelet and controllers since `);
    t.match(since(message), kubernetes);
  }
  t.equal(since('x509: unhandled critical extension'), 'refused, because it uses what Go does not support');
  t.same(refusalText(usage, now).words, [usage.message]);
  t.end();
});
