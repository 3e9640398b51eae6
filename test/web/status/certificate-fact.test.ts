import t from 'tap';
import type { Loopback, Report } from '../../../src/probe/report.js';
import { markupOf } from '../../../src/web/page/html.js';
import { loopbackFact, servingFact } from '../../../src/web/status/certificate-fact.js';
import { certificate, day, down, loopback, now, report } from '../../fixtures/report.js';
import { endpointOf } from './endpoint-fixture.js';

const serving = (seen: Report): string => markupOf(servingFact(endpointOf(seen), now));
const other = (seen: Loopback): string => markupOf(loopbackFact(endpointOf(report({ loopback: seen })), now));

void t.test('time left, lifetime and end', (t) => {
  const seen = serving(report());
  t.match(seen, '<strong class="info">265d 0h left</strong> <span class="soft">of 365d 0h</span><svg');
  t.match(seen, '<small>ends <time datetime="2027-08-13T12:00:00Z">2027-08-13 12:00 UTC</time></small>');
  t.match(other(loopback({ notAfter: now + 3 * day })), '<strong class="critical">3d 0h left</strong>');
  t.end();
});

void t.test('an expired certificate, and one that is not valid yet', (t) => {
  const expired = serving(report({ serving: [certificate({ notAfter: now - 7300 })] }));
  t.match(expired, '<strong class="critical">EXPIRED 2h 1m ago</strong><svg');
  t.match(expired, '<small>ended <time');
  t.end();
});

void t.test('why no certificate is shown', (t) => {
  t.match(serving(down()), '>not seen<');
  t.match(other({ state: 'failed' }), '>not seen<');
  t.match(other({ state: 'not_served', because: 'serving_certificate' }), '>not served<');
  t.match(other({ state: 'not_served', because: 'other_certificate' }), '>not reachable here<');
  t.match(other({ state: 'not_served', because: 'closed' }), '>not reachable here<');
  t.match(other({ state: 'not_asked', because: 'disabled' }), '>not probed: switched off<');
  t.match(other({ state: 'not_asked', because: 'dynamiclistener' }), 'K3s');
  t.end();
});
