// Alerts, recording rules and dashboards of apiserver-cert-exporter, for those who build with jsonnet. README.md says how.
(import 'config.libsonnet')
+ (import 'rules.libsonnet')
+ (import 'dashboards.libsonnet')
