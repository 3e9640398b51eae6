// All keys are below one, because mixins that are added to each other share _config.
{
  _config+:: {
    apiserverCertExporter: {
      // Matchers for each metric of the exporter in alerts and recording rules, such as 'job="certificates"'. Empty: no matchers. Dashboards have
      // variables for job and instance instead.
      selector: '',

      // Selects `up` of every scrape of an exporter, in ApiserverCertExporterDown.
      scrapeSelector: 'job=~"apiserver-cert-exporter(-targets)?"',

      // Selects `up` of the exporter's own scrape, in ApiserverCertExporterAbsent.
      exporterSelector: 'job="apiserver-cert-exporter"',

      // Where the runbooks are: /NAME.md is added to it.
      runbookURL: 'https://github.com/apiserver-cert-exporter/apiserver-cert-exporter/blob/main/docs/runbooks',

      // Your Grafana, such as 'https://grafana.example.com': /d/UID is added to it. null: alerts have no dashboard_url.
      grafanaURL: null,

      // By alert and severity: an alert on an end fires if less than `days` and less than `lifetimeShare` of the lifetime are left. `floorDays`
      // and `floorShare` are for certificates that live for days (docs/thresholds.md).
      thresholds: import 'files/thresholds.json',
    },
  },
}
