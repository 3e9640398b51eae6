import t from 'tap';
import { findingsOf } from '../../../src/findings/findings-of.js';
import type { TargetReport } from '../../../src/probe/report.js';
import { markupOf } from '../../../src/web/page/html.js';
import { targetSection } from '../../../src/web/status/target-section.js';
import { targetViews } from '../../../src/findings/target-view.js';
import { down, nameVerdict, now, report, target } from '../../fixtures/report.js';

function section(reported: TargetReport): string {
  const [view] = targetViews([reported], findingsOf([reported], now));
  return markupOf(targetSection(view!, { id: 'target-1', now }));
}

void t.test('its endpoints in the order of the configuration, labels and names', (t) => {
  const names = [nameVerdict({ name: 'api.example' })] as const;
  const reported = target(report({ address: 'b' }), down({ address: 'a' }), report({ address: 'c', names }));
  const shown = section({ ...reported, target: { name: 'prod', labels: { env: '<test>' } } });
  t.match(shown, '<section class="target" id="target-1" aria-labelledby="target-1-name">');
  t.match(shown, '3 endpoints <code>env=&lt;test&gt;</code> <a href="probe?target=prod"');
  t.match(shown, /<code>b<\/code><\/h4>[^]*<code>a<\/code><\/h4>[^]*<code>c<\/code><\/h4>[^]*class="coverage"/);
  t.notMatch(shown, 'class="notes"');
  t.notMatch(shown, 'class="list"');
  t.end();
});

void t.test('how many API servers there are, or why that is unknown', (t) => {
  const base = target(report());
  const counted = { listed: 2, expected: { count: 3, source: 'nodes' }, missing: [], cannotTell: undefined } as const;
  t.match(section({ ...base, instances: counted }), '<p>1 endpoint, 2 of 3 API servers ');
  const forbidden = { ...counted, expected: undefined, cannotTell: 'nodes_forbidden' } as const;
  const shown = section({ ...base, instances: forbidden });
  t.match(shown, '<p>1 endpoint, 2 API servers ');
  t.match(shown, '<li>whether API servers are missing is unknown: the login may not list nodes;');
  t.end();
});

void t.test('no endpoint, and why', (t) => {
  const notes = ['the API <said> no', ...Array.from({ length: 20 }, () => 'x'.repeat(2000))];
  const shown = section({ ...target(), discovered: false, notes });
  t.match(shown, '<p>No endpoint is known.</p>');
  t.match(shown, '<li>the API &lt;said&gt; no</li>');
  t.match(shown, /x{599}…<\/li>/);
  t.match(shown, 'and 11 more notes');
  t.end();
});

void t.test('whose CA clients are taken to trust', (t) => {
  const caSource = { kind: 'file', path: '/etc/<ca>.crt', problem: 'no such file' } as const;
  const shown = section({ ...target(), caSource });
  t.match(shown, 'Clients are taken to trust the CA in /etc/&lt;ca&gt;.crt, as it was read before: no such file.');
  t.notMatch(section(target()), 'taken to trust');
  t.end();
});

void t.test('of very many endpoints, the worst in full, the others in one line each', (t) => {
  const healthy = Array.from({ length: 20 }, (_, at) => report({ address: `healthy-${at}` }));
  const shown = section(target(...healthy, down({ address: 'down' })));
  t.equal(shown.match(/<article/g)?.length, 12);
  t.match(shown, /<article class="endpoint unknown">[^]*<article class="endpoint info">/);
  t.match(shown, '<h4>9 more endpoints of prod</h4>');
  t.match(shown, '<td><code>healthy-19</code></td>');
  t.end();
});

void t.test('folded, with its heading as it is', (t) => {
  const folded = (reported: TargetReport): string => {
    const [view] = targetViews([reported], findingsOf([reported], now));
    return markupOf(targetSection(view!, { id: 'target-1', now, isFolded: true }));
  };
  const shown = folded(target(report(), report({ address: 'b' })));
  t.match(
    shown,
    /<\/header>[^]*<details><summary>2 endpoints<span class="unseen"> of prod<\/span><\/summary>[^]*<article/,
  );
  t.notMatch(folded(target()), '<details', 'there is nothing to fold');
  t.end();
});
