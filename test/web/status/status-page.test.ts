import fc from 'fast-check';
import t from 'tap';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { yearPlan } from '../../../src/plan/year-plan.js';
import type { Report } from '../../../src/probe/report.js';
import { markupOf } from '../../../src/web/page/html.js';
import { statusPage } from '../../fixtures/status-page.js';
import type { Status } from '../../../src/web/status/status.js';
import { type Fault, faults, fleetOf, fleetWith, nameOf } from '../../fixtures/fleet.js';
import {
  certificate,
  day,
  down,
  loopback,
  nameVerdict,
  now,
  report,
  target,
  uncoveredName,
  untrusted,
} from '../../fixtures/report.js';

const runbook = (alert: string): string => `docs/runbooks/${alert}.md`;

function pageOf(reports: Status['observation']['reports'], hasDocs = true): string {
  const links = { metrics: 'metrics', docs: hasDocs ? 'docs/' : undefined, runbook };
  const observation = { reports, evidence: { files: [], serving: [] } };
  const [findings, plan] = [findingsOf(reports, now), yearPlan(observation, now)];
  return markupOf(statusPage({ version: '1.2.3', now, observation, findings, plan, links }));
}

/** A fleet with endpoints that are down, certificates that end soon, and names that are not covered. */
function fleet(targets: number, endpoints: number, change: Partial<Report> = {}): Status['observation']['reports'] {
  return Array.from({ length: targets }, (_, at) => {
    const reports = Array.from({ length: endpoints }, (_, index) => {
      const id = at * endpoints + index;
      const address = `10.${id >> 8}.0.${id & 255}:6443`;
      const names = [id % 7 === 0 ? uncoveredName() : nameVerdict()];
      const ends = loopback({ notAfter: now + (id % 300) * day });
      return id % 11 === 3 ? down({ address }) : report({ address, names, loopback: ends, ...change });
    });
    return { ...target(...reports), target: { name: `cluster-${at}`, labels: { env: 'test' } } };
  });
}

void t.test('everything of a few targets, the worst first', (t) => {
  const shown = pageOf(fleet(3, 3));
  t.match(shown, /<title>\d critical findings, .* · apiserver-cert-exporter<\/title>/);
  t.match(shown, /<h2 id="findings">[^]*<h2 id="targets">/);
  t.equal(shown.match(/<article/g)?.length, 9);
  t.match(shown, '<a href="#target-1">cluster-0</a>');
  t.notMatch(shown, 'in short');
  t.match(shown, '<a href="./metrics">Metrics</a>');
  t.match(shown, '<a href="./docs/runbooks/README.md">Runbooks</a>');
  t.notMatch(pageOf([], false), 'Documentation');
  t.end();
});

void t.test('no targets are configured', (t) => {
  t.match(pageOf([]), /<h1>No target is configured<\/h1>[^]*<p>No targets are configured.<\/p>/);
  t.end();
});

void t.test('every link within the page has its target, and ids are unique', (t) => {
  const shown = pageOf(fleet(40, 3));
  const ids = [...shown.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  t.equal(new Set(ids).size, ids.length);
  const targets = [...shown.matchAll(/(?:href="#|aria-labelledby=")([^"]*)"/g)].map(([, id]) => id);
  t.ok(targets.length > 30);
  t.same(
    targets.filter((id) => !ids.includes(id)),
    [],
  );
  t.end();
});

void t.test('of a large fleet, the worst in full, the others in short, within a megabyte', (t) => {
  for (const [targets, endpoints] of [
    [334, 3],
    [1000, 1],
    [1, 1000],
    [50, 20],
    [1000, 5],
  ] as const) {
    const shown = pageOf(fleet(targets, endpoints));
    t.ok(shown.length < 1_000_000, `${targets} targets of ${endpoints}: ${shown.length} characters`);
    t.match(shown, /in short<|more endpoints of/);
  }
  t.match(pageOf(fleet(334, 3)), /<h2 id="others">[\d]+ more targets, in short<\/h2>/);
  t.match(pageOf(fleet(1000, 5)), /further endpoints, no worse than these, not shown here/);
  t.end();
});

void t.test('certificates cannot make the page larger, whatever is in them', (t) => {
  const text = '<script>alert(1)</script>\u202e" onmouseover="'.repeat(100);
  const dnsNames = Array.from({ length: 100 }, (_, at) => `${at}${text}`);
  const leaf = certificate({ subject: text, issuer: text, subjectCommonName: text, issuerCommonName: text, dnsNames });
  const gitVersion = text;
  const trust = untrusted(text);
  const http = { gitVersion, health: [{ check: text, healthy: false }], startedAt: undefined, clockSkew: undefined };
  const hostile = fleet(40, 3, { serving: [leaf, leaf], trust, http });
  const shown = pageOf(hostile.map((each) => ({ ...each, notes: dnsNames })));
  t.ok(shown.length < 1_000_000, `${shown.length} characters`);
  t.notMatch(shown, /<script|<[^>]* onmouseover=|\u202e/);
  t.end();
});

void t.test('of many targets, the bad ones in full, the fine ones by name, within the budget', (t) => {
  for (const [count, bad] of [
    [200, { 17: 'name', 99: 'loopback', 150: 'down' }],
    [2000, { 17: 'name', 99: 'loopback', 1500: 'down' }],
  ] as const) {
    const shown = pageOf(fleetOf(count, bad));
    t.match(shown, `<summary>${(count - 3).toLocaleString('en')} targets are fine</summary>`);
    t.equal(shown.match(/<section class="target"/g)?.length, 3);
    t.equal(shown.match(/<li>cluster-\d{4}<\/li>/g)?.length, count - 3);
    t.ok(shown.length < 200_000, `${count}: ${shown.length} characters`);
  }
  t.end();
});

void t.test('of any fleet, every bad target is in the table, and no fine one is', (t) => {
  const kinds = Object.keys(faults) as readonly Fault[];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...kinds), { minLength: 11, maxLength: 40 }), (each) => {
      const shown = pageOf(fleetWith(each, (at) => (at % 2 === 0 ? { cluster: `c${at % 3}` } : {})));
      const [, table = ''] = /aria-label="Targets with which something is wrong">([^]*?)<\/table>/.exec(shown) ?? [];
      const rows = [...table.matchAll(/>(cluster-\d{4})</g)].map(([, name]) => name);
      const bad = each.flatMap((fault, at) => (fault === 'none' ? [] : [nameOf(at)]));
      t.same(rows.toSorted(), bad);
      const fine = [...shown.matchAll(/<li>(cluster-\d{4})<\/li>/g)].length;
      t.equal(fine + bad.length, each.length);
    }),
    { numRuns: 30 },
  );
  t.end();
});

void t.test('2,000 bad targets stay within the budget', (t) => {
  const shown = pageOf(fleetWith(Array.from({ length: 2000 }, (_, at) => (at % 2 === 0 ? 'name' : 'loopback'))));
  t.ok(shown.length < 1_000_000, `${shown.length} characters`);
  t.match(shown, 'The commands below are for cluster-0000.');
  t.match(shown, /2,000 targets \(2000 critical\)/);
  t.end();
});
