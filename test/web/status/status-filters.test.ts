import t from 'tap';
import { type Finding, findingsOf } from '../../../src/findings/findings-of.js';
import { yearPlan } from '../../../src/plan/year-plan.js';
import type { TargetReport } from '../../../src/probe/report.js';
import { markupOf } from '../../../src/web/page/html.js';
import type { PageQuery } from '../../../src/web/status/page-query.js';
import { statusPage } from '../../fixtures/status-page.js';
import { fleetOf, fleetWith, nameOf } from '../../fixtures/fleet.js';
import { certificate, day, down, loopback, now, report, target, uncoveredName } from '../../fixtures/report.js';

const links = { metrics: 'metrics', docs: 'docs/', runbook: (alert: string) => `docs/runbooks/${alert}.md` };

function pageOf(
  reports: readonly TargetReport[],
  change: Partial<PageQuery> = {},
  findings: readonly Finding[] = findingsOf(reports, now),
): string {
  const observation = { reports, evidence: { files: [], serving: [] } };
  const plan = yearPlan(observation, now);
  return markupOf(statusPage({ version: '1', now, observation, findings, plan, links }, change));
}

/** 50 control planes of 100 API servers with three faults each. */
function allBad(): readonly TargetReport[] {
  return Array.from({ length: 50 }, (_, at) => {
    const reports = Array.from({ length: 100 }, (_, index) => {
      const address = `10.${at}.0.${index}:6443`;
      const fingerprintSha256 = `${at}-${index}`.padEnd(64, '0');
      const leaf = certificate({ fingerprintSha256, notAfter: now + (index % 25) * day });
      const ends = loopback({ fingerprintSha256, notAfter: now + (index % 50) * day });
      const names = [uncoveredName({ name: `api.${nameOf(at)}.example.com` })];
      return index % 10 === 3 ? down({ address }) : report({ address, serving: [leaf], loopback: ends, names });
    });
    return { ...target(...reports), target: { name: nameOf(at), labels: {} } };
  });
}

/** The findings, and the remedies that were made for who read them. Those that are the same for all targets count once. */
function watched(reports: readonly TargetReport[]) {
  const made = new Set<unknown>();
  const findings = findingsOf(reports, now).map(
    (finding) =>
      new Proxy(finding, {
        get: (of, key) => {
          if (key === 'remedy') made.add(of.remedy);
          return Reflect.get(of, key) as unknown;
        },
      }),
  );
  return { findings, made };
}

void t.test('50 targets of 100 endpoints, all bad: every page within 2 MB, and few remedies are made', (t) => {
  const reports = allBad();
  const { findings, made } = watched(reports);
  t.ok(findings.length > 150);
  for (const page of [1, 2, 3]) {
    const shown = pageOf(reports, { page }, findings);
    t.ok(shown.length < 2_000_000, `page ${page}: ${shown.length} characters`);
    t.ok(shown.length > 50_000);
  }
  t.ok(made.size > 0);
  t.ok(made.size <= 40, `${made.size} remedies of ${findings.length} findings`);
  t.end();
});

void t.test('2,000 bad targets: as many remedies as a page has findings, and not one for each', (t) => {
  const reports = fleetWith(Array.from({ length: 2000 }, (_, at) => (at % 2 === 0 ? 'name' : 'loopback')));
  const { findings, made } = watched(reports);
  pageOf(reports, {}, findings);
  t.ok(made.size > 0);
  t.ok(made.size <= 10, `${made.size} remedies of ${findings.length} findings`);
  t.end();
});

void t.test('every bad target is in full on one of the pages, or has a link to it', (t) => {
  const reports = fleetWith(Array.from({ length: 45 }, () => 'name' as const));
  const pages = [1, 2, 3].map((page) => pageOf(reports, { page }));
  const sections = pages.flatMap((shown) =>
    [...shown.matchAll(/<section class="target" id="([^"]*)"/g)].map(([, id]) => id),
  );
  t.equal(new Set(sections).size, sections.length, 'ids are unique on all pages together');
  const linked = pages.flatMap((shown) =>
    [...shown.matchAll(/href="\?target=(cluster-\d{4})[#"]/g)].map(([, name]) => name),
  );
  for (let at = 0; at < 45; at += 1) {
    const name = nameOf(at);
    const inFull = pages.some((shown) => shown.includes(`</span> ${name}</h3>`));
    t.ok(inFull || linked.includes(name), name);
  }
  t.match(pages[0], '<a rel="next" href="?page=2#targets">Next: targets 21 to 40</a>');
  t.match(pages[1], `<section class="target" id="target-21"`);
  t.notMatch(pages[1], /id="(findings|plan|files)"/);
  t.end();
});

void t.test('a part has the verdict, the title and the icon of everything', (t) => {
  const reports = fleetOf(40, { 3: 'name', 17: 'ending' });
  const [whole, fine, one] = [{}, { severity: 'info' }, { target: nameOf(5) }] as const;
  const heads = [whole, fine, one].map((change) => {
    const shown = pageOf(reports, change);
    return [/<title>.*<\/title>\n.*/.exec(shown)?.[0], /<div class="headline[^]*?<\/div>/.exec(shown)?.[0]];
  });
  t.match(heads[0]?.[1], 'critical finding');
  t.same(heads[1], heads[0]);
  t.same(heads[2], heads[0]);
  t.match(pageOf(reports, one), 'Below is only what was found in target');
  t.notMatch(pageOf(reports), 'Below is only');
  t.end();
});

void t.test('of many, the first are unfolded', (t) => {
  const shown = pageOf(fleetWith(Array.from({ length: 12 }, () => 'name' as const)));
  t.equal(shown.match(/<summary>3 endpoints<span class="unseen"> of cluster-/g)?.length, 9);
  const few = pageOf(fleetWith(Array.from({ length: 9 }, () => 'name' as const)));
  t.notMatch(few, '<summary>3 endpoints');
  t.end();
});

void t.test('one target, with its part of the year and no other', (t) => {
  const reports = fleetOf(40, { 3: 'name', 17: 'ending' });
  const shown = pageOf(reports, { target: nameOf(17) });
  t.equal(shown.match(/<section class="target"/g)?.length, 1);
  t.match(shown, /id="plan"[^]*cluster-0017/);
  t.notMatch(shown, 'cluster-0003<');
  t.notMatch(pageOf(reports, { severity: 'warning' }), 'id="plan"');
  t.end();
});

void t.test('nothing of this kind', (t) => {
  t.match(pageOf(fleetOf(3, { 1: 'name' }), { severity: 'unknown' }), '<p>None has such a finding.</p>');
  const bad = fleetWith(['name', 'name']);
  t.match(pageOf(bad, { severity: 'info' }), '<p>With each of these targets, something is wrong.</p>');
  t.end();
});
