import t from 'tap';
import { type KindOfServer, serverKindNames, serverKinds, type ServerKind } from '../../src/servers/server-kind.js';
import { families, metricNames } from './catalogue.js';
import { rules, rulesText } from './committed-rules.js';
import { isAlert, parseGroups } from './rule-file.js';

void t.test('every metric in a rule is a metric of the exporter, of Prometheus, or of a recording rule', async (t) => {
  const known = await metricNames();
  const recorded = new Set(rules.flatMap(({ record }) => record ?? []));
  const used = rules.flatMap((rule) => [rule.expr, ...Object.values(rule.annotations ?? {})]).flatMap(metricsIn);
  t.ok(used.length > 0);
  const unknown = used.filter((name) => !known.has(name) && !recorded.has(name));
  t.same(
    [...new Set(unknown)].map((name) => `${name} is in config/alerts.yml and in no table of src/metrics`),
    [],
  );
  t.same(
    [...recorded].filter((name) => !used.includes(name)),
    [],
    'what is recorded is used',
  );
});

void t.test('what is recorded is used in its own group, after it: another group would see it late', (t) => {
  for (const { name, rules } of parseGroups(rulesText)) {
    const recorded = rules.flatMap(({ record }) => record ?? []);
    const used = new Set(
      rules.filter(isAlert).flatMap(({ expr }) => metricsIn(expr).filter((each) => each.includes(':'))),
    );
    t.same(new Set(recorded), used, name);
    t.notOk(
      rules.slice(0, recorded.length).some(({ record }) => record === undefined),
      `${name} records first`,
    );
  }
  t.end();
});

/** Returns the names in the expression that have the form of this exporter's metrics or of recorded ones. */
function metricsIn(expression: string): readonly string[] {
  const bare = expression.replace(/https?:\S+/g, '');
  return [...bare.matchAll(/\b(?:(?:target|certificate|file):)?apiserver_\w+(?::\w+)?/g)].map(([name]) => name);
}

void t.test('no rule joins in a way that a duplicate breaks', (t) => {
  t.same(
    rules.filter(({ expr }) => /group_(left|right)/.test(expr)),
    [],
  );
  const arithmetic = /(?:[-+*/%^]|[<>=!]=?)\s*(?:bool\s*)?(?:on|ignoring)\b/;
  t.same(
    rules.filter(({ expr }) => arithmetic.test(expr)),
    [],
  );
  t.end();
});

void t.test(
  'what is counted over certificates drops every label of theirs, so that a new one cannot split a count',
  async (t) => {
    const info = (await families()).find(({ name }) => name === 'apiserver_endpoint_certificate_info');
    const wanted = ['address', ...(info?.labels ?? [])].toSorted();
    const counts = rules.filter(({ record, expr }) => record !== undefined && expr.includes('certificate_info'));
    t.ok(counts.length > 0);
    for (const { record, expr } of counts) {
      const dropped = [...expr.matchAll(/without \(([^)]*)\)/g)].flatMap(([, labels = '']) => labels.split(', '));
      t.same(dropped.toSorted(), wanted, record ?? '');
    }
  },
);

void t.test('alerts are about what the end of a loopback certificate does, in the words of the table', (t) => {
  const kinds: Readonly<Record<ServerKind, KindOfServer>> = serverKinds;
  const all = [...new Set(serverKindNames.map((kind) => kinds[kind].loopbackEnd))].toSorted();
  t.same(all, ['breaks', 'harmless', 'may_break']);
  const about = rules.filter(({ alert }) => /^ApiserverLoopbackCertificate(?:Ending|Expired)$/.test(alert ?? ''));
  t.equal(about.length, 4);
  for (const { alert, expr } of about) {
    const listed = [...expr.matchAll(/server_info\{loopback_end=~?"([^"]+)"\}\[1h\]/g)].flatMap(([, each = '']) =>
      each.split('|'),
    );
    t.equal(listed.length >= 2, true, alert ?? '');
    t.same(
      listed.filter((each) => !all.some((end) => end === each)),
      [],
      alert ?? '',
    );
    t.notMatch(expr, /kind|!=/, 'an exporter without the label raises every alert');
  }
  t.end();
});
