import t from 'tap';
import { skippedWithout } from '../integration/requires.js';
import { template } from './chart.js';

type Bad = readonly [why: string, values: object, said: RegExp];

const ending = (levels: object) => ({
  prometheusRule: { enabled: true, alerts: { ApiserverServingCertificateEnding: levels } },
});
const scraped = (serviceMonitor: object, others: object = {}) => ({
  serviceMonitor: { enabled: true, ...serviceMonitor },
  ...others,
});

/** Values that the schema refuses, at the place that it names. */
const bySchema: readonly Bad[] = [
  ['a key that is not there', { replicaCount: 2 }, /^- at '': additional properties 'replicaCount' not allowed$/m],
  [
    'a misspelt key of a section',
    { image: { tags: '1' } },
    /^- at '\/image': additional properties 'tags' not allowed$/m,
  ],
  ['text for a number', { replicas: 'two' }, /^- at '\/replicas': got string, want integer$/m],
  ['no such workload', { kind: 'Pod' }, /^- at '\/kind': value must be one of 'Deployment'/m],
  ['a port out of range', { web: { port: 70000 } }, /^- at '\/web\/port': maximum: got 70,000, want 65,535$/m],
  ['a number for a label', { commonLabels: { tier: 1 } }, /^- at '\/commonLabels\/tier': got number, want string$/m],
  ['no digest', { image: { digest: 'latest' } }, /^- at '\/image\/digest': 'latest' does not match pattern/m],
  [
    'an unknown key of the configuration',
    { config: { target: {} } },
    /^- at '\/config': additional properties 'target' not allowed$/m,
  ],
  [
    'no such discovery',
    { config: { targets: { a: { discovery: 'dns' } } } },
    /^ *- at '\/config\/targets\/a\/discovery': value must be one of/m,
  ],
  [
    'a CA from nowhere',
    { config: { targets: { a: { ca: { secretKeyRef: { name: 'ca' } } } } } },
    /^ *- at '\/config\/targets\/a\/ca\/secretKeyRef': missing property 'key'$/m,
  ],
  [
    'a target of nothing',
    { config: { targets: { a: {} } } },
    /- at '\/config\/targets\/a': minProperties: got 0, want 1$/m,
  ],
  ['a name that no Service can have', { fullnameOverride: 'a.b' }, /^- at '\/fullnameOverride': 'a.b' does not match/m],
  [
    'a folder twice',
    { nodeFiles: { folders: ['/a', '/a'] } },
    /^- at '\/nodeFiles\/folders': items at 0 and 1 are equal$/m,
  ],
  [
    'a field of the Service that has a key of its own',
    { service: { spec: { type: 'NodePort' } } },
    /^- at '\/service\/spec\/type': false schema$/m,
  ],
  ['a truth as text', { rbac: { create: 'yes' } }, /^- at '\/rbac\/create': got string, want boolean$/m],
  ['no such format of logs', { log: { format: 'text' } }, /^- at '\/log\/format': value must be one of/m],
  [
    'one folder',
    { nodeFiles: { folders: '/etc/kubernetes' } },
    /^- at '\/nodeFiles\/folders': got string, want array$/m,
  ],
  [
    'a duration in words',
    scraped({ interval: '1 minute' }),
    /^- at '\/serviceMonitor\/interval': '1 minute' does not match pattern/m,
  ],
  [
    'a duration without a unit',
    scraped({ scrapeTimeout: 30 }),
    /^- at '\/serviceMonitor\/scrapeTimeout': got number, want string$/m,
  ],
  [
    'a password in values',
    scraped({ basicAuth: { username: 'prometheus' } }),
    /^- at '\/serviceMonitor\/basicAuth\/username': got string, want object$/m,
  ],
  [
    'a bare host',
    { grafanaUrl: 'grafana.example.com' },
    /^- at '\/grafanaUrl': 'grafana\.example\.com' does not match pattern/m,
  ],
  ['no runbooks', { runbookUrl: '' }, /^- at '\/runbookUrl': '' does not match pattern/m],
  [
    'a label that is true',
    { dashboards: { labels: { grafana_dashboard: true } } },
    /^- at '\/dashboards\/labels\/grafana_dashboard': got boolean, want string$/m,
  ],
  [
    'no such alert',
    { prometheusRule: { alerts: { ApiserverServingCertificateExpires: { enabled: false } } } },
    /^- at '\/prometheusRule\/alerts': additional properties 'ApiserverServingCertificateExpires' not allowed$/m,
  ],
  [
    'a severity that the alert does not have',
    { prometheusRule: { alerts: { ApiserverCertificateRefused: { warning: { enabled: false } } } } },
    /^- at '\/prometheusRule\/alerts\/ApiserverCertificateRefused': additional properties 'warning' not allowed$/m,
  ],
  [
    'a threshold that the alert does not have',
    { prometheusRule: { alerts: { ApiserverTrustEnding: { warning: { lifetimeShare: 0.1 } } } } },
    /^- at '\/prometheusRule\/alerts\/ApiserverTrustEnding\/warning': additional properties 'lifetimeShare' not allowed$/m,
  ],
  [
    'an alert that is removed rather than switched off',
    { prometheusRule: { alerts: { ApiserverTrustEnding: null } } },
    /^- at '\/prometheusRule\/alerts': missing property 'ApiserverTrustEnding'$/m,
  ],
  [
    'percent for a share',
    ending({ warning: { lifetimeShare: 25 } }),
    /\/warning\/lifetimeShare': maximum: got 25, want 1$/m,
  ],
  ['no days', ending({ warning: { days: 0 } }), /\/warning\/days': exclusiveMinimum: got 0, want 0$/m],
  ['no wait', ending({ warning: { for: '' } }), /\/warning\/for': minLength: got 0, want 2$/m],
];

/** Values that are right one by one, and cannot be right together. */
const byTemplates: readonly Bad[] = [
  [
    'a page before its ticket',
    ending({ critical: { days: 31 } }),
    /Ending\.critical\.days \(31\) is more than its warning\.days \(30\)/,
  ],
  [
    'a timeout longer than its interval',
    scraped({ scrapeTimeout: '1m1s' }),
    /scrapeTimeout \(1m1s\) is more than its interval \(1m\)/,
  ],
  [
    'TLS that Prometheus cannot verify',
    scraped({}, { web: { tls: { secretName: 'tls' } } }),
    /serviceMonitor\.tlsConfig is empty/,
  ],
  [
    'no client certificate for Prometheus',
    scraped({ tlsConfig: { serverName: 'a' } }, { web: { tls: { secretName: 'tls', clientCaKey: 'ca.crt' } } }),
    /clientCaKey demands client certificates, and serviceMonitor\.tlsConfig has none/,
  ],
  [
    'no login for Prometheus',
    scraped({}, { web: { users: { a: '$2y$10$DQlG1S317bC.QcSKolx80uZqjWZwFUaBkPLiZYTXKDMtIftRjJf5O' } } }),
    /serviceMonitor\.basicAuth is empty/,
  ],
];

t.setTimeout(270_000);

async function refusal([why, values]: Bad): Promise<string> {
  const { code, stderr } = await template({ values });
  return code === 0 ? `${why}: accepted` : stderr;
}

void t.test('the schema refuses what can only be a mistake, and says where', skippedWithout('helm'), async (t) => {
  for (const bad of bySchema) {
    const said = await refusal(bad);
    t.match(said, /values don't meet the specifications of the schema/, bad[0]);
    t.match(said, bad[2], bad[0]);
    t.equal(said.match(/^- at /gm)?.length, 1, `${bad[0]}: nothing else is wrong`);
  }
});

void t.test('the chart refuses what would never work, and says why', skippedWithout('helm'), async (t) => {
  for (const bad of byTemplates) {
    const said = await refusal(bad);
    t.match(said, /execution error at/, bad[0]);
    t.match(said, bad[2], bad[0]);
  }
});
