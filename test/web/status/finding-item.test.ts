import t from 'tap';
import { markupOf } from '../../../src/web/page/html.js';
import type { FindingGroup } from '../../../src/findings/finding-group.js';
import { findingItem, type FindingItemOptions } from '../../../src/web/status/finding-item.js';
import { finding } from './finding-fixture.js';

function item(group: FindingGroup, change: Partial<FindingItemOptions> = {}): string {
  return markupOf(
    findingItem(group, {
      number: 3,
      sameRemedyAs: undefined,
      hrefOf: (target) => (target === 'prod' ? '#target-1' : undefined),
      runbook: (alert) => `docs/${alert}.md`,
      ...change,
    }),
  );
}

void t.test('what is wrong, where, and what to do', (t) => {
  const shown = item([finding(), finding({ target: 'staging' })]);
  t.match(shown, '<li class="finding critical" id="finding-3">');
  t.match(shown, '</span> The loopback certificate expires soon</h3>');
  t.match(shown, '<li><a href="#target-1">prod</a> <code>10.225.4.51:6443</code>: expires in 4d 22h</li>');
  t.match(shown, '<li><strong>staging</strong> <code>');
  t.match(shown, '<summary>What to do<span class="unseen"> about finding 3</span></summary>');
  t.match(shown, 'Restart it.');
  t.match(
    shown,
    '<a href="docs/ApiserverLoopbackCertificateEnding.md" aria-label="Runbook ApiserverLoopbackCertificateEnding">',
  );
  t.end();
});

void t.test("Go's words are shown whole, as text", (t) => {
  const message = `x509: certificate is valid for ${'a, '.repeat(400)}<b>, not c`;
  const details = [{ addresses: ['a:1'], text: 'no SAN covers c', words: [message] }];
  t.match(item([finding({ details })]), `no SAN covers c<br><code>${message.replace('<b>', '&lt;b&gt;')}</code></li>`);
  t.end();
});

void t.test('a link to a remedy that is shown already', (t) => {
  const shown = item([finding()], { sameRemedyAs: 1 });
  t.match(shown, '<a href="#finding-1">the same as for finding 1</a>');
  t.notMatch(shown, 'Restart it.');
  t.end();
});

void t.test('no link to a runbook that does not exist or is not installed', (t) => {
  const { runbook, ...without } = finding();
  t.match(item([finding()]), runbook);
  t.notMatch(item([without]), 'Runbook');
  t.notMatch(item([finding()], { runbook: () => undefined }), 'Runbook');
  t.end();
});

void t.test('files, and targets as a whole', (t) => {
  const files = ['/etc/kubernetes/pki/<a>.crt'];
  const file = item([finding({ target: undefined, addresses: [], details: [{ addresses: [], files, text: 'gone' }] })]);
  t.match(file, '<li> <code>/etc/kubernetes/pki/&lt;a&gt;.crt</code>: gone</li>');
  const whole = item([finding({ details: [{ addresses: [], text: 'no credential was sent' }] })]);
  t.match(whole, '<li><a href="#target-1">prod</a> no credential was sent</li>');
  t.end();
});

void t.test('some of many places and details, and how many more', (t) => {
  const addresses = Array.from({ length: 11 }, (_, at) => `10.0.0.${at}:6443`);
  const shown = item([finding({ details: [{ addresses, text: 'x'.repeat(1000) }] })]);
  t.match(shown, '10.0.0.7:6443</code> and 3 more: xxx');
  t.match(shown, /x{599}…/);
  const details = Array.from({ length: 20 }, (_, at) => ({ addresses: [], text: `detail ${at}` }));
  const many = item([finding({ details })]);
  t.match(many, /detail 14<\/li><li>and 5 more<\/li>/);
  t.end();
});
