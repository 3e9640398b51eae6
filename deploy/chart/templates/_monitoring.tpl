{{/*
The metadata of an object for monitoring. Takes the context, the values with its namespace, labels and annotations, and a suffix of its name.
*/}}
{{- define "apiserver-cert-exporter.monitorMetadata" -}}
{{- $context := index . 0 -}}
{{- $values := index . 1 -}}
{{- $name := include "apiserver-cert-exporter.fullname" $context -}}
{{- with index . 2 -}}{{- $name = printf "%s-%s" $name . -}}{{- end -}}
{{- $namespace := $values.namespace | default (include "apiserver-cert-exporter.namespace" $context) -}}
{{- include "apiserver-cert-exporter.metadata" (dict "root" $context "name" $name "namespace" $namespace "labels" $values.labels "annotations" $values.annotations) -}}
{{- end }}

{{/* Seconds of a duration such as 1h30m. */}}
{{- define "apiserver-cert-exporter.seconds" -}}
{{- $pattern := "^(?:([0-9]+)d)?(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?$" -}}
{{- $part := dict -}}
{{- range $at := list 1 2 3 4 -}}
{{- $_ := set $part (toString $at) (regexReplaceAll $pattern $ (printf "${%d}" $at) | default "0" | int64) -}}
{{- end -}}
{{- add (mul 86400 (get $part "1")) (mul 3600 (get $part "2")) (mul 60 (get $part "3")) (get $part "4") -}}
{{- end }}

{{/* "true": the alert is on, with this severity. Takes the context and a rule of files/alerts.yaml. */}}
{{- define "apiserver-cert-exporter.alertIsOn" -}}
{{- $rule := index . 1 -}}
{{- $alert := index (index . 0).Values.prometheusRule.alerts $rule.alert -}}
{{- if and $alert.enabled (index $alert $rule.labels.severity).enabled }}true{{ end -}}
{{- end }}

{{/* A rule as Prometheus takes it. Takes the context and a rule of files/alerts.yaml. */}}
{{- define "apiserver-cert-exporter.alert" -}}
{{- $context := index . 0 -}}
{{- $rule := index . 1 -}}
{{- $values := $context.Values.prometheusRule -}}
{{- $alert := index $values.alerts $rule.alert -}}
{{- include "apiserver-cert-exporter.alertIsInOrder" (list $rule.alert $alert) -}}
{{- $level := index $alert $rule.labels.severity -}}
{{- $expr := $rule.expr -}}
{{- range $key := list "days" "lifetimeShare" "floorDays" "floorShare" -}}
{{- if hasKey $level $key -}}
{{- $expr = replace (printf "$%s" $key) (toString (get $level $key)) $expr -}}
{{- end -}}
{{- end -}}
{{- $annotations := dict "summary" $rule.annotations.summary "description" $rule.annotations.description -}}
{{- with $context.Values.runbookUrl -}}
{{- $_ := set $annotations "runbook_url" (printf "%s/%s.md" (trimSuffix "/" .) $rule.alert) -}}
{{- end -}}
{{- with $context.Values.grafanaUrl -}}
{{- $_ := set $annotations "dashboard_url" (printf "%s%s" (trimSuffix "/" .) $rule.annotations.dashboard_url) -}}
{{- end -}}
{{- $out := dict "alert" $rule.alert "expr" $expr "for" $level.for -}}
{{- with include "apiserver-cert-exporter.keepFiringFor" (list $context $level) -}}
{{- $_ := set $out "keep_firing_for" . -}}
{{- end -}}
{{- $_ := set $out "labels" (mustMergeOverwrite (dict) (deepCopy ($values.alertLabels | default dict)) (deepCopy $level.labels) (dict "severity" $level.severity)) -}}
{{- $_ := set $out "annotations" (mustMergeOverwrite (dict) (deepCopy ($values.alertAnnotations | default dict)) $annotations) -}}
{{- toYaml $out -}}
{{- end }}

{{/* Fails where the thresholds of an alert contradict each other: a page must not come before its ticket. Takes name and values. */}}
{{- define "apiserver-cert-exporter.alertIsInOrder" -}}
{{- $name := index . 0 -}}
{{- $alert := index . 1 -}}
{{- if and $alert.warning $alert.critical -}}
{{- if and $alert.warning.enabled $alert.critical.enabled -}}
{{- range $key := list "days" "lifetimeShare" "floorDays" "floorShare" -}}
{{- if and (hasKey $alert.warning $key) (hasKey $alert.critical $key) -}}
{{- $late := get $alert.critical $key | float64 -}}
{{- $early := get $alert.warning $key | float64 -}}
{{- if gt $late $early -}}
{{- fail (printf "prometheusRule.alerts.%s.critical.%s (%v) is more than its warning.%s (%v): it would page before it warns" $name $key $late $key $early) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end }}

{{/*
keep_firing_for, which bridges a scrape that fails: at least twice the interval of the ServiceMonitor, and nothing where an alert has none. Takes
the context and the values of one severity.
*/}}
{{- define "apiserver-cert-exporter.keepFiringFor" -}}
{{- $monitor := (index . 0).Values.serviceMonitor -}}
{{- $kept := (index . 1).keepFiringFor -}}
{{- if $kept -}}
{{- $least := mul 2 (include "apiserver-cert-exporter.seconds" $monitor.interval | int64) -}}
{{- if and $monitor.enabled (lt (include "apiserver-cert-exporter.seconds" $kept | int64) $least) -}}
{{- printf "%ds" $least -}}
{{- else -}}
{{- $kept -}}
{{- end -}}
{{- end -}}
{{- end }}
