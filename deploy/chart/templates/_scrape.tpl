{{/* Fails where Prometheus could never scrape: without what it needs to verify the exporter, or to log in. */}}
{{- define "apiserver-cert-exporter.scrapeIsPossible" -}}
{{- $monitor := .Values.serviceMonitor -}}
{{- $web := .Values.web -}}
{{- if and (include "apiserver-cert-exporter.tls" .) (not $monitor.tlsConfig) -}}
{{- fail "the exporter serves TLS, and serviceMonitor.tlsConfig is empty: Prometheus would refuse every scrape. Set ca and serverName" -}}
{{- end -}}
{{- if and $web.tls.clientCaKey (not $monitor.tlsConfig.cert) (not $monitor.tlsConfig.certFile) -}}
{{- fail "web.tls.clientCaKey demands client certificates, and serviceMonitor.tlsConfig has none: set cert and keySecret" -}}
{{- end -}}
{{- if and $web.users (not $monitor.basicAuth) -}}
{{- fail "web.users demands a login, and serviceMonitor.basicAuth is empty: the exporter would refuse every scrape. Set username and password" -}}
{{- end -}}
{{- if gt (include "apiserver-cert-exporter.seconds" $monitor.scrapeTimeout | int64) (include "apiserver-cert-exporter.seconds" $monitor.interval | int64) -}}
{{- fail (printf "serviceMonitor.scrapeTimeout (%s) is more than its interval (%s): Prometheus takes no such configuration" $monitor.scrapeTimeout $monitor.interval) -}}
{{- end -}}
{{- end }}

{{/* How Prometheus verifies the exporter and logs in. */}}
{{- define "apiserver-cert-exporter.scrapeLogin" -}}
{{- $login := dict -}}
{{- range $key := list "tlsConfig" "basicAuth" -}}
{{- with get $.Values.serviceMonitor $key -}}{{- $_ := set $login $key . -}}{{- end -}}
{{- end -}}
{{- with $login -}}{{- toYaml . -}}{{- end -}}
{{- end }}

{{/* `instance` of a pod, as a relabeling; nothing where it is the address of the pod. Takes the context and a component. */}}
{{- define "apiserver-cert-exporter.instance" -}}
{{- $context := index . 0 -}}
{{- $values := $context.Values -}}
{{- if $values.serviceMonitor.stableLabels -}}
{{- if eq (index . 1) "node-files" -}}
# The node, so that series continue when its pod is replaced.
- sourceLabels: [__meta_kubernetes_pod_node_name]
  targetLabel: instance
- action: labeldrop
  regex: pod
{{- else if eq $values.kind "StatefulSet" -}}
# The name of the replica, which stays when it is replaced.
- sourceLabels: [__meta_kubernetes_pod_name]
  targetLabel: instance
{{- else if eq (int $values.replicas) 1 -}}
# The Service, so that series and alerts continue when the pod is replaced.
- targetLabel: instance
  replacement: {{ printf "%s.%s:%v" (include "apiserver-cert-exporter.fullname" $context) (include "apiserver-cert-exporter.namespace" $context) ($values.service.port | default $values.web.port) | quote }}
- action: labeldrop
  regex: pod
{{- end -}}
{{- end -}}
{{- end }}

{{/* The spec of a ServiceMonitor. Takes the context and a component. */}}
{{- define "apiserver-cert-exporter.monitorSpec" -}}
{{- $context := index . 0 -}}
{{- $component := index . 1 -}}
{{- $monitor := $context.Values.serviceMonitor -}}
{{- $sharded := and (eq $component "exporter") (eq $context.Values.kind "StatefulSet") -}}
namespaceSelector:
  matchNames: [{{ include "apiserver-cert-exporter.namespace" $context | toYaml }}]
selector:
  matchLabels:
    {{- include "apiserver-cert-exporter.selectorLabels" (dict "root" $context "component" $component) | nindent 4 }}
{{- with $monitor.sampleLimit }}
sampleLimit: {{ . }}
{{- end }}
endpoints:
  - port: metrics
    path: {{ $context.Values.web.telemetryPath | quote }}
    scheme: {{ ternary "https" "http" (eq (include "apiserver-cert-exporter.tls" $context) "true") }}
    interval: {{ $monitor.interval }}
    scrapeTimeout: {{ $monitor.scrapeTimeout }}
    {{- with include "apiserver-cert-exporter.scrapeLogin" $context }}
    {{- . | nindent 4 }}
    {{- end }}
    relabelings:
      # The rules expect this name of the job.
      - targetLabel: job
        replacement: apiserver-cert-exporter
      {{- with include "apiserver-cert-exporter.instance" (list $context $component) }}
      {{- . | nindent 6 }}
      {{- end }}
      {{- with $monitor.relabelings }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- if or $sharded $monitor.metricRelabelings }}
    metricRelabelings:
      {{- if $sharded }}
      # The ScrapeConfig has the series of targets. Everything but apiserver_endpoint_serving_file_match, which must have the same instance as the
      # series of the files.
      - sourceLabels: [__name__]
        action: drop
        regex: apiserver_(endpoint_([^s]|s[^e])|target_).+
      {{- end }}
      {{- with $monitor.metricRelabelings }}
      {{- toYaml . | nindent 6 }}
      {{- end }}
    {{- end }}
{{- end }}
