import t from 'tap';
import { fileIdentity, fileState, unreadableFiles } from '../../dashboards/queries/file-queries.js';
import { all } from './fill-in.js';
import { evaluate } from './promtool.js';

const day = 86_400;
const choice = { job: all, instance: all };
const file = (path: string): string => `path="${path}", certificate="1", job="j", instance="i"`;
const prefix = 'apiserver_file_certificate';

void t.test(
  'the state of a certificate in a file is that of the alerts, whose critical threshold has no floor',
  (t) => {
    const lives = { '/fine': [365, 300], '/soon': [365, 20], '/now': [365, 5], '/short': [2, 0.3], '/over': [365, -1] };
    const series = Object.entries(lives).flatMap(([path, [life = 0, left = 0]]) => [
      [`${prefix}_not_after_timestamp_seconds{${file(path)}}`, String(left * day)],
      [`${prefix}_not_before_timestamp_seconds{${file(path)}}`, String((left - life) * day)],
    ]);
    const states = { '/fine': 0, '/soon': 1, '/now': 2, '/short': 1, '/over': 3 };
    evaluate(t, {
      series: Object.fromEntries(series) as Record<string, string>,
      expr: fileState,
      choice,
      at: '0s',
      rows: Object.fromEntries(
        Object.entries(states).map(([path, state]) => [`{path="${path}", certificate="1", instance="i"}`, state]),
      ),
    });
    t.end();
  },
);

void t.test('the name of a file and its folder are labels of their own', (t) => {
  const path = '/etc/kubernetes/pki/etcd/ca.crt';
  const parts = `path="${path}", file="ca.crt", folder="/etc/kubernetes/pki/etcd/"`;
  evaluate(t, {
    series: { [`${prefix}_info{subject_cn="etcd", issuer_cn="etcd", ${file(path)}}`]: '1' },
    expr: fileIdentity,
    choice,
    at: '0s',
    rows: { [`{subject_cn="etcd", certificate="1", instance="i", ${parts}}`]: 1 },
  });
  evaluate(t, {
    series: { 'apiserver_file_read_success{path="admin.conf", job="j", instance="i"}': '0' },
    expr: unreadableFiles,
    choice,
    at: '0s',
    rows: { '{path="admin.conf", file="admin.conf", instance="i"}': 0 },
  });
  t.end();
});
