import t from 'tap';
import { rankedTargets } from '../../../src/findings/cluster-view.js';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { markupOf } from '../../../src/web/page/html.js';
import { filterBar } from '../../../src/web/status/filter-bar.js';
import { type PageQuery, wholePage } from '../../../src/web/status/page-query.js';
import { shownTargets } from '../../../src/web/status/shown-targets.js';
import { fleetOf, nameOf } from '../../fixtures/fleet.js';
import { now } from '../../fixtures/report.js';

function bar(reports: ReturnType<typeof fleetOf>, change: Partial<PageQuery> = {}): string {
  const findings = findingsOf(reports, now);
  return markupOf(
    filterBar(shownTargets(rankedTargets(reports, findings), findings, { ...wholePage, ...change }), findings),
  );
}

const many = fleetOf(40, { 3: 'name', 9: 'name', 17: 'ending' });

void t.test('of many targets, links to what there is, each with its number', (t) => {
  const shown = bar(many);
  t.match(shown, '<a href="./" aria-current="true">every severity</a>');
  t.match(shown, '<a href="?severity=critical">2 critical findings</a>');
  t.match(shown, '<a href="?severity=warning">1 warning</a>');
  t.match(shown, '<a href="?severity=fine">37 fine targets</a>');
  t.notMatch(shown, /severity=unknown|Left out/);
  t.notMatch(bar(fleetOf(3, { 1: 'name' })), 'severity=', 'all of a few targets is shown in any case');
  t.end();
});

void t.test('what is left out, and the way back', (t) => {
  const shown = bar(many, { target: 'cluster-001*', severity: 'warning', page: 2, refresh: 90 });
  t.match(shown, 'Below is only what is a warning in targets like <code>cluster-001*</code>: 1 target, 1 finding.');
  t.match(shown, /Left out: 39 targets, \d+ findings, the certificates on disk, the year ahead\./);
  t.match(shown, '<a href="?refresh=90">Show everything</a>');
  t.match(shown, '<a href="?target=cluster-001*&amp;refresh=90">every severity</a>');
  t.match(
    shown,
    '<a href="?target=cluster-001*&amp;severity=warning&amp;refresh=90" aria-current="true">1 warning</a>',
  );
  t.match(shown, '<a href="?target=cluster-001*&amp;severity=fine&amp;refresh=90">9 fine targets</a>');
  t.notMatch(shown, 'severity=critical', 'none of these targets is critical');
  const one = bar(many, { target: nameOf(3), severity: 'unknown' });
  t.match(one, `Below is only what is unknown in target <code>${nameOf(3)}</code>: 0 targets, 0 findings.`);
  t.match(one, 'aria-current="true">unknown</a>', 'what was asked for stays there');
  t.end();
});

void t.test('it refreshes itself only if that was asked for', (t) => {
  t.match(bar(many), '<a href="?refresh=60">refresh it every minute</a>');
  const link = '<a href="?severity=critical&amp;page=2">stop that</a>';
  t.match(bar(many, { severity: 'critical', page: 2, refresh: 60 }), `refreshes itself every minute: ${link}`);
  t.match(bar(many, { refresh: 300 }), 'refreshes itself every 300 seconds: <a href="./">stop that</a>');
  t.end();
});

void t.test('a pattern is text', (t) => {
  const shown = bar(many, { target: `<b>*"'\u202e` });
  t.notMatch(shown, /<b>|\u202e/);
  t.match(shown, '<code>&lt;b&gt;*&quot;&#39;');
  t.end();
});
