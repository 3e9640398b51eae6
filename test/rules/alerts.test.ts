import { readdirSync } from 'node:fs';
import { load } from 'js-yaml';
import t from 'tap';
import { defaultRunbookUrl } from '../../src/cli/export/project-urls.js';
import { checkDelay, restartSeconds, restartsLead, togetherLead } from '../../src/findings/kinds/restarts-together.js';
import { thresholds } from '../../src/findings/severity/thresholds.js';
import { refusalReasons } from '../../src/x509/go-refusal.js';
import { projectFile, readProjectFile } from '../fixtures/project-file.js';
import { alertNames, alerts, rulesText } from './committed-rules.js';
import { type Alert, parseGroups } from './rule-file.js';

const dashboards = /^https:\/\/grafana\.example\.com\/d\/apiserver-cert-(overview|apiserver|exporter)(\?|$)/;

void t.test('every alert has what a person needs', (t) => {
  for (const { alert, labels, annotations, ...rule } of alerts) {
    const { summary = '', description = '', runbook_url, dashboard_url = '', ...others } = annotations;
    const name = `${alert} (${labels['severity'] ?? ''})`;
    t.match(alert, /^Apiserver[A-Z][A-Za-z]+$/, name);
    t.ok(rule.for, `${name} waits`);
    t.same(Object.keys(labels), ['severity'], name);
    t.match(labels['severity'], /^(critical|warning)$/, name);
    t.match(summary, /^[^{}]+\.$/, `${name} has a static sentence`);
    t.match(description, /\. First: .+\.$/, `${name} says what to do first`);
    t.notMatch(description, /kubeadm|crictl|systemctl|kubectl (?!get)|\bmv\b/, `${name} has no step of a procedure`);
    t.equal(runbook_url, `${defaultRunbookUrl}/${alert}.md`, name);
    t.match(dashboard_url, dashboards, name);
    t.same(others, {}, name);
  }
  t.end();
});

void t.test('descriptions say which control plane, endpoint, name and file it is, and how long is left', (t) => {
  const said = (needle: string) => (alert: Alert) => alert.annotations['description']?.includes(needle) !== true;
  const of = (pattern: RegExp) => alerts.filter(({ expr }) => pattern.test(expr));
  const perEndpoint = of(/apiserver_endpoint_/).filter(({ expr }) => !/without \(address|apiserver_file_/.test(expr));
  t.same(
    of(/apiserver_(endpoint|target)_/)
      .filter(({ expr }) => !/_file_/.test(expr))
      .filter(said('$labels.target')),
    [],
  );
  t.same(perEndpoint.filter(said('$labels.address')), []);
  t.same(of(/san_covered/).filter(said('$labels.name')), []);
  t.same(of(/apiserver_file_/).filter(said('$labels.path')), []);
  t.same(of(/- time\(\)|time\(\) -/).filter(said('$value | humanize')), []);
  t.end();
});

void t.test('what clients refuse has a first step for each reason; names have their own alert', (t) => {
  const refused = alerts.find(({ alert }) => alert === 'ApiserverCertificateRefused');
  const choices = refused?.annotations['description']?.match(/eq \$labels\.reason [^}]+/g)?.join() ?? '';
  const lacking = Object.keys(refusalReasons).filter((reason) => !choices.includes(`"${reason}"`));
  t.same(lacking, ['name']);
  t.end();
});

/** Seconds of a duration such as 10m. */
function seconds(duration = '0s'): number {
  const [, number = '0', unit = 's'] = /^(\d+)([smh])$/.exec(duration) ?? [];
  return Number(number) * { s: 1, m: 60, h: 3600 }[unit as 's' | 'm' | 'h'];
}

void t.test('Prometheus restores every rule after a restart, before Alertmanager resolves its alert', (t) => {
  for (const { alert, for: hold } of alerts) t.ok(seconds(hold) >= 600, `${alert}: --rules.alert.for-grace-period`);
  for (const { name, interval } of parseGroups(rulesText)) t.equal(interval, '15s', name);
  t.end();
});

void t.test('what the exporter reports of others bridges its restart, and that of an API server', (t) => {
  for (const { alert, expr, keep_firing_for } of alerts) {
    const bridged = /apiserver_(endpoint|target|file)_|certificates:count/.test(expr);
    const lasting = alert.endsWith('Ending') ? '15m' : alert === 'ApiserverTargetUnreachable' ? '10m' : '5m';
    t.equal(keep_firing_for, bridged ? lasting : undefined, alert);
  }
  t.end();
});

void t.test('an alert that a certificate expires lasts until the one that it has expired fires', (t) => {
  const expired = alerts.filter(({ alert }) => /(Refused|Expired)$/.test(alert)).map((alert) => seconds(alert.for));
  const ending = alerts.filter(({ alert }) => alert.endsWith('Ending')).map((rule) => seconds(rule.keep_firing_for));
  t.ok(Math.min(...ending) > Math.max(...expired), `${Math.min(...ending)} > ${Math.max(...expired)}`);
  t.end();
});

void t.test('endings are judged by the same numbers as elsewhere', (t) => {
  const levels = [
    ['ApiserverServingCertificateEnding', thresholds.serving],
    ['ApiserverLoopbackCertificateEnding', thresholds.loopback],
    ['ApiserverFileCertificateEnding', thresholds.serving],
  ] as const;
  for (const [name, { warning, critical }] of levels) {
    const said = alerts
      .filter(({ alert }) => alert === name)
      .map(({ expr, labels }) => [
        labels['severity'],
        ...(/\* ([\d.]+),\s+(\d+) \* 86400/.exec(expr)?.slice(1).map(Number) ?? []),
      ]);
    t.same(
      said,
      [
        ['warning', warning.share, warning.days],
        ['critical', critical.share, critical.days],
      ],
      name,
    );
  }
  const daysOf = (name: string) =>
    alerts.filter(({ alert }) => alert === name).map(({ expr }) => Number(/< (\d+) \* 86400/.exec(expr)?.[1]));
  t.same(daysOf('ApiserverTrustEnding'), [thresholds.chain.warning.days, thresholds.chain.critical.days]);
  t.same(daysOf('ApiserverLoopbackCertificatesEndTogether'), [togetherLead / 86_400]);
  t.same(daysOf('ApiserverLoopbackRestartsTogether'), [restartsLead / 86_400]);
  const restarts = alerts.find(({ alert }) => alert === 'ApiserverLoopbackRestartsTogether')?.expr;
  t.match(restarts, new RegExp(`< ${restartSeconds}\\n`));
  t.match(restarts, ` + ${checkDelay} - time()`);
  t.end();
});

interface RuleTests {
  readonly tests: readonly {
    readonly alert_rule_test: readonly {
      readonly alertname: string;
      readonly exp_alerts?: readonly { readonly exp_labels: Readonly<Record<string, string>> }[];
    }[];
  }[];
}

void t.test('each alert is tested: silent, and firing at each severity', (t) => {
  const files = readdirSync(projectFile('test/rules')).filter((file) => file.endsWith('.yml'));
  const cases = files
    .flatMap((file) => (load(readProjectFile(`test/rules/${file}`)) as RuleTests).tests)
    .flatMap((group) => group.alert_rule_test);
  const silent = cases.filter(({ exp_alerts = [] }) => exp_alerts.length === 0).map(({ alertname }) => alertname);
  const firing = cases.flatMap(({ alertname, exp_alerts = [] }) =>
    exp_alerts.map(({ exp_labels }) => `${alertname} ${exp_labels['severity'] ?? ''}`),
  );
  const lacking = [
    ...alertNames.filter((name) => !silent.includes(name)).map((name) => `a case in which ${name} does not fire`),
    ...alerts
      .map(({ alert, labels }) => `${alert} ${labels['severity'] ?? ''}`)
      .filter((each) => !firing.includes(each))
      .map((each) => `a case in which ${each} fires`),
  ];
  t.same(
    lacking.map((what) => `add to test/rules/*.yml: ${what}`),
    [],
  );
  t.end();
});
