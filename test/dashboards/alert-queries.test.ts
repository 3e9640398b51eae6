import t from 'tap';
import { alertCounts } from '../../dashboards/queries/alert-queries.js';
import { all } from './fill-in.js';
import { evaluate } from './promtool.js';

const choice = { job: all, instance: all, target: all };

function alert(labels: string): string {
  return `ALERTS{job="j", ${labels}}`;
}

void t.test('alerts are counted by kind and target, without warnings whose critical twin fires', (t) => {
  const ending = 'alertname="ApiserverServingCertificateEnding", target="prod"';
  const file = 'alertname="ApiserverFileCertificateEnding", severity="warning", alertstate="firing"';
  evaluate(t, {
    series: {
      [alert(`${ending}, address="a", instance="i", severity="warning", alertstate="firing"`)]: '1',
      [alert(`${ending}, address="a", instance="i", severity="critical", alertstate="firing"`)]: '1',
      [alert(`${ending}, address="b", instance="i", severity="warning", alertstate="firing"`)]: '1',
      [alert(`${ending}, address="c", instance="i", severity="warning", alertstate="firing"`)]: '1',
      // Another exporter for the same API server does not add a row.
      [alert(`${ending}, address="b", instance="k", severity="warning", alertstate="firing"`)]: '1',
      // The critical twin only pends, so the warning is what Alertmanager has.
      [alert(`${ending}, address="d", instance="i", severity="warning", alertstate="firing"`)]: '1',
      [alert(`${ending}, address="d", instance="i", severity="critical", alertstate="pending"`)]: '1',
      [alert(`${file}, instance="i", path="/a"`)]: '1',
      [alert(`${file}, instance="i", path="/b"`)]: '1',
      [alert(`${file}, instance="k", path="/a"`)]: '1',
      'ALERTS{alertname="Other", alertstate="firing", target="prod", job="j", instance="i"}': '1',
    },
    expr: alertCounts,
    choice,
    at: '0s',
    rows: {
      [`{${ending}, instance="i", severity="critical", alertstate="firing"}`]: 1,
      [`{${ending}, instance="i", severity="critical", alertstate="pending"}`]: 1,
      [`{${ending}, instance="i", severity="warning", alertstate="firing"}`]: 3,
      [`{${file}, instance="i"}`]: 2,
      [`{${file}, instance="k"}`]: 1,
    },
  });
  t.end();
});
