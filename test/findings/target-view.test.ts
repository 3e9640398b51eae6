import t from 'tap';
import { clusterViews } from '../../src/findings/cluster-view.js';
import { findingsOf } from '../../src/findings/findings-of.js';
import { firstEnd, targetViews, worstFirst } from '../../src/findings/target-view.js';
import { certificate, day, down, loopback, now, report, target } from '../fixtures/report.js';

const ending = (days: number) => loopback({ notBefore: now - 300 * day, notAfter: now + days * day });

void t.test('a target is as bad as its worst finding; the worst target comes first', (t) => {
  const healthy = target(report());
  const named = (name: string, reported: typeof healthy) => ({ ...reported, target: { name, labels: {} } });
  const targets = [
    named('healthy', healthy),
    named('ending', target(report({ address: 'a' }), report({ address: 'b', loopback: ending(3) }))),
    named('down', target(down())),
    named('also healthy', healthy),
  ];
  const inOrder = targetViews(targets, findingsOf(targets, now));
  t.same(
    inOrder.map((view) => view.report.target.name),
    ['healthy', 'ending', 'down', 'also healthy'],
  );
  const views = clusterViews(inOrder).flatMap((cluster) => cluster.targets);
  t.same(
    views.map((view) => [view.report.target.name, view.severity, ...view.endpoints.map(({ severity }) => severity)]),
    [
      ['ending', 'critical', 'info', 'critical'],
      ['down', 'unknown', 'unknown'],
      ['healthy', 'info', 'info'],
      ['also healthy', 'info', 'info'],
    ],
  );
  const [, b] = views[0]?.endpoints ?? [];
  t.same([b?.about('loopback'), b?.about('serving')], ['critical', 'info']);
  t.equal(b?.target, 'ending');
  t.end();
});

void t.test('the worst endpoint comes first, then the one whose certificate expires first', (t) => {
  const all = target(
    report({ address: 'later' }),
    report({ address: 'sooner', serving: [certificate({ notAfter: now + 200 * day })] }),
    down({ address: 'down' }),
    down({ address: 'down too' }),
    report({ address: 'critical', loopback: ending(3) }),
  );
  const [view] = targetViews([all], findingsOf([all], now));
  t.same(
    worstFirst(view?.endpoints ?? []).map(({ report: { address } }) => address),
    ['critical', 'down', 'down too', 'sooner', 'later'],
  );
  t.end();
});

void t.test('the first end counts the whole chain, and both certificates', (t) => {
  const early = certificate({ notAfter: now + 5 });
  t.equal(firstEnd(report({ serving: [certificate(), early] })), now + 5);
  t.equal(firstEnd(report({ loopback: ending(1) })), now + day);
  t.equal(firstEnd(down()), Infinity);
  t.end();
});

void t.test('each endpoint is as bad as the worst finding about it', (t) => {
  const targets = [target(report({ address: 'a', loopback: ending(3) }), down({ address: 'b' }))];
  const [view] = targetViews(targets, findingsOf(targets, now));
  const aspects = ['serving', 'loopback', 'names', 'probe'] as const;
  t.same(
    view?.endpoints.map(({ severity, about }) => [severity, ...aspects.map(about)]),
    [
      ['critical', 'info', 'critical', 'info', 'info'],
      ['unknown', 'info', 'info', 'info', 'unknown'],
    ],
  );
  t.end();
});

void t.test('a finding about a target is not about another with the same address', (t) => {
  const other = { ...target(report()), target: { name: 'other', labels: {} } };
  const targets = [target(down()), other];
  const endpoints = targetViews(targets, findingsOf(targets, now)).flatMap((view) => view.endpoints);
  t.same(
    endpoints.map((endpoint) => [endpoint.target, endpoint.severity]),
    [
      ['prod', 'unknown'],
      ['other', 'info'],
    ],
  );
  t.end();
});
