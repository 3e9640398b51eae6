// Puts what _config has into the rules. files/rules.json has a marker in each place.
local groups = import 'files/rules.json';
local defaults = (import 'config.libsonnet')._config.apiserverCertExporter;

local filledIn(text, markers) = std.foldl(
  function(before, marker) std.strReplace(before, marker, markers[marker]),
  std.objectFields(markers),
  text,
);

// The path of each key of _config.
local keysOf(config) = std.set(std.objectFields(config) + [
  std.join('.', ['thresholds', name, severity, key])
  for name in std.objectFields(config.thresholds)
  for severity in std.objectFields(config.thresholds[name])
  for key in std.objectFields(config.thresholds[name][severity])
]);

{
  local config = self._config.apiserverCertExporter,
  // A key that nobody reads would change nothing, and nobody would learn of it.
  assert keysOf(config) == keysOf(defaults) :
         'apiserverCertExporter of _config has unknown keys %s, and lacks %s (is there a + before each colon?)' % [
    std.setDiff(keysOf(config), keysOf(defaults)),
    std.setDiff(keysOf(defaults), keysOf(config)),
  ],

  local selecting = {
    '$alone': if config.selector == '' then '' else '{%s}' % config.selector,
    '$first': if config.selector == '' then '' else '%s, ' % config.selector,
    '$scrapes': config.scrapeSelector,
    '$exporter': config.exporterSelector,
  },
  local numbers(rule) = std.get(std.get(config.thresholds, rule.alert, {}), rule.labels.severity, {}),
  local ofThresholds(rule) = { ['$' + key]: '%g' % numbers(rule)[key] for key in std.objectFields(numbers(rule)) },
  local linked(annotations) = {
    [key]: annotations[key]
    for key in std.objectFields(annotations)
    if key != 'dashboard_url'
  } + {
    runbook_url: config.runbookURL + annotations.runbook_url,
  } + (
    if config.grafanaURL == null then {} else { dashboard_url: config.grafanaURL + annotations.dashboard_url }
  ),
  local alert(rule) = rule {
    expr: filledIn(super.expr, selecting + ofThresholds(rule)),
    annotations: linked(super.annotations),
  },
  local record(rule) = rule { expr: filledIn(super.expr, selecting) },

  prometheusAlerts+:: {
    groups+: [
      group { rules: [alert(rule) for rule in group.rules if 'alert' in rule] }
      for group in groups
    ],
  },

  // Groups of the same name would be one group where both are in one file.
  prometheusRules+:: {
    groups+: [
      group { name: super.name + '.rules', rules: [record(rule) for rule in group.rules if 'record' in rule] }
      for group in groups
      if std.length([rule for rule in group.rules if 'record' in rule]) > 0
    ],
  },
}
