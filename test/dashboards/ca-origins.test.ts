import t from 'tap';
import { caOrigins } from '../../dashboards/queries/ca-origins.js';
import { ofTarget } from '../../dashboards/queries/select.js';
import { evaluate } from './promtool.js';

void t.test(
  'each certificate of a CA has the place of the CA, also if exporters have it from different places',
  (t) => {
    const common = 'target="prod", job="j"';
    const ca = (serial: string, instance: string): string =>
      `apiserver_target_ca_not_after_timestamp_seconds{subject_cn="ca", serial_number="${serial}", fingerprint_sha256="f${serial}", instance="${instance}", ${common}}`;
    const row = (serial: string): string =>
      `{subject_cn="ca", serial_number="${serial}", fingerprint_sha256="f${serial}", target="prod", source="file", path="/ca"}`;
    const origin = (labels: string): string => `apiserver_target_ca_info{${labels}, ${common}}`;
    evaluate(t, {
      series: {
        [ca('1', 'i')]: '9',
        [ca('2', 'i')]: '8',
        [ca('1', 'k')]: '9',
        [origin('source="file", path="/ca", instance="i"')]: '1',
        [origin('source="file", path="/ca", instance="k"')]: '1',
      },
      expr: caOrigins(ofTarget),
      choice: { job: 'j', instance: 'i|k', target: 'prod' },
      at: '0s',
      rows: { [row('1')]: 1, [row('2')]: 1 },
    });
    evaluate(t, {
      series: {
        [ca('1', 'i')]: '9',
        [origin('source="file", path="/ca", instance="i"')]: '1',
        [origin('source="inline", path="", instance="k"')]: '1',
      },
      expr: `count without (source, path) (${caOrigins(ofTarget)})`,
      choice: { job: 'j', instance: 'i|k', target: 'prod' },
      at: '0s',
      rows: { '{subject_cn="ca", serial_number="1", fingerprint_sha256="f1", target="prod"}': 1 },
    });
    t.end();
  },
);
