import t from 'tap';
import { goMessage } from '../../src/text/go-message.js';
import { refusal } from '../../src/x509/go-refusal.js';

const now = Date.UTC(2026, 10, 21, 12) / 1000;

void t.test("Go's words are as kubectl prints them", (t) => {
  const message = 'x509: certificate is valid for 10.96.0.1, 10.225.4.51, not 10.220.70.56';
  t.equal(goMessage(refusal('name', message)), message);
  t.equal(goMessage(refusal('name', message), now), message);
  t.end();
});

void t.test('endpoints that were probed one after another say the same', (t) => {
  const at = (time: string) =>
    `x509: certificate has expired or is not yet valid: current time ${time} is after 2026-01-01T00:00:00Z`;
  t.equal(goMessage(refusal('expired', at('2026-11-21T11:59:57Z'))), at('2026-11-21T11:59:57Z'));
  t.equal(goMessage(refusal('expired', at('2026-11-21T11:59:57Z')), now), at('2026-11-21T12:00:00Z'));
  t.end();
});

void t.test('the length is bounded, and no character is cut in two', (t) => {
  const long = goMessage(refusal('name', `${'x'.repeat(1999)}\u{1f600}${'y'.repeat(1e6)}`));
  t.equal(long, `${'x'.repeat(1999)}\ufffd…`);
  t.end();
});
