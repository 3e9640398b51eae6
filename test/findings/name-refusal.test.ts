import t from 'tap';
import { isRefusedLikeAll, nameRefusalReason } from '../../src/findings/name-refusal.js';
import { refusal } from '../../src/x509/go-refusal.js';
import { nameVerdict, now, report, uncoveredName } from '../fixtures/report.js';

const usage = refusal('usage', 'x509: usage');

void t.test('why clients refuse a name', (t) => {
  t.equal(nameRefusalReason(nameVerdict()), undefined);
  t.equal(nameRefusalReason(nameVerdict({ verdict: usage })), 'usage');
  t.equal(nameRefusalReason(uncoveredName()), 'name');
  t.equal(nameRefusalReason(nameVerdict({ covered: false, verdict: undefined })), 'name');
  t.equal(nameRefusalReason(nameVerdict({ covered: undefined, verdict: undefined })), undefined);
  t.end();
});

void t.test('whether all names are refused alike', (t) => {
  const refused = report({ trust: { state: 'untrusted', refusal: usage } });
  t.ok(isRefusedLikeAll(refused, nameVerdict({ verdict: usage }), now));
  t.notOk(isRefusedLikeAll(refused, uncoveredName(), now));
  t.notOk(isRefusedLikeAll(report(), nameVerdict(), now));
  t.end();
});
