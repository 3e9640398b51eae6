import t from 'tap';
import { requireTool } from '../fixtures/tool.js';
import { type KnownAlert, startAlertmanager } from './alerts-alertmanager.js';
import { becomes } from './alerts-becomes.js';
import { type ExpectedAlert, expectedAlerts } from './alerts-expected.js';
import { type Notice, noticesOf, withoutWhatPasses } from './alerts-notices.js';
import { startAlertingPrometheus } from './alerts-prometheus.js';
import { startScene } from './alerts-scene.js';
import { startWebhook } from './alerts-webhook.js';
import { temporaryFolder } from './temporary-folder.js';

/** Seconds to wait for discovery, scrape, evaluation, `for` and group_wait, which take ten. */
const patience = 25;

t.setTimeout(345_000);

void t.test('alerts on a real Prometheus and Alertmanager', async (t) => {
  t.setTimeout(330_000);
  const prometheusProgram = process.env['PROMETHEUS'] ?? requireTool(t, 'prometheus');
  const alertmanagerProgram = process.env['ALERTMANAGER'] ?? requireTool(t, 'alertmanager', 'prometheus-alertmanager');
  if (prometheusProgram === undefined || alertmanagerProgram === undefined) return;

  const folder = temporaryFolder(t);
  const { exporterUrl, places, repair, endExporter } = await startScene(t, folder);
  const webhook = await startWebhook(t);
  const alertmanager = await startAlertmanager(t, folder, alertmanagerProgram, webhook.url);
  const urls = { exporter: exporterUrl, alertmanager: alertmanager.url };
  const prometheus = await startAlertingPrometheus(t, folder, prometheusProgram, urls);

  const { exporterDown, ...faults } = expectedAlerts(places);
  const active = async () => (await prometheus.alerts()).map((alert) => asActive(alert.state, alert));
  const known = async () => inhibitions(await alertmanager.alerts());
  const noticed = () => noticesOf(webhook.received.map(({ notification }) => notification));
  const notices = (status: Notice['status']) => [
    ...[faults.loopbackCritical, faults.notCovered, faults.unreachable].map(noticeTo('pager', status)),
    noticeTo('tickets', status)(faults.failingAmongOthers),
  ];
  // Each part starts where the previous one ends. Waiting for all of them after a failure would take minutes.
  const oneAtATime = () => ({ skip: t.passing() ? false : 'a part before it failed' });

  await t.test('each fault raises its alerts, and nothing else is raised', async (t) => {
    const wanted = Object.values(faults).map((alert) => asActive('firing', alert));
    await becomes(t, 'firing', { ask: active, wanted, seconds: patience });
  });

  await t.test('the page inhibits its ticket', oneAtATime(), async (t) => {
    const inhibitors = new Map([
      [faults.loopbackWarning, faults.loopbackCritical],
      [faults.failingAlone, faults.unreachable],
    ]);
    const wanted = Object.values(faults).map((alert) => {
      const by = inhibitors.get(alert);
      return { labels: alert.labels, inhibitedBy: by === undefined ? [] : [by.labels] };
    });
    await becomes(t, 'inhibited', { ask: known, wanted, seconds: patience });
  });

  await t.test('pages and tickets are sent, except inhibited ones', oneAtATime(), async (t) => {
    await becomes(t, 'notified', { ask: noticed, wanted: notices('firing'), seconds: patience });
  });

  await t.test('repaired faults resolve, and that is sent', oneAtATime(), async (t) => {
    await repair();
    await becomes(t, 'nothing is active', { ask: active, wanted: [], seconds: patience });
    await becomes(t, 'notified', {
      ask: noticed,
      wanted: [...notices('firing'), ...notices('resolved')],
      seconds: patience,
    });
  });

  await t.test('an exporter that is down raises one alert, a ticket', oneAtATime(), async (t) => {
    await endExporter();
    await becomes(t, 'firing', { ask: active, wanted: [asActive('firing', exporterDown)], seconds: patience });
    const ticket = noticeTo('tickets', 'firing')(exporterDown);
    await becomes(t, 'notified', {
      ask: noticed,
      wanted: [...notices('firing'), ...notices('resolved'), ticket],
      seconds: patience,
    });
    await becomes(t, 'known', {
      ask: known,
      wanted: [{ labels: exporterDown.labels, inhibitedBy: [] }],
      seconds: patience,
    });
  });

  await t.test('each notification is about one control plane, and goes to its receiver', oneAtATime(), (t) => {
    const wrong = webhook.received.filter(({ path, notification: { receiver, groupLabels, alerts } }) => {
      const { target } = groupLabels;
      return path !== `/${receiver}` || alerts.some(({ labels }) => labels['target'] !== target);
    });
    t.same(wrong, []);
    t.end();
  });
});

function asActive(state: 'pending' | 'firing', alert: ExpectedAlert) {
  return { state, ...withoutWhatPasses(alert) };
}

function noticeTo(receiver: string, status: Notice['status']): (alert: ExpectedAlert) => Notice {
  return (alert) => ({ receiver, status, ...alert });
}

/** The alerts in Alertmanager, each with the labels of the alerts that inhibit it. */
function inhibitions(alerts: readonly KnownAlert[]) {
  const labelsOf = new Map(alerts.map(({ fingerprint, labels }) => [fingerprint, labels]));
  return alerts.map(({ labels, status }) => ({
    labels,
    inhibitedBy: status.inhibitedBy.map((fingerprint) => labelsOf.get(fingerprint) ?? {}),
  }));
}
