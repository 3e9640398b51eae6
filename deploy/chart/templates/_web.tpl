{{/* Whether the port has TLS: `true` or nothing. */}}
{{- define "apiserver-cert-exporter.tls" -}}
{{- $own := (.Values.web.config).tls_server_config }}
{{- if or .Values.web.tls.secretName $own (and .Values.web.existingSecret.name .Values.web.existingSecret.tls) }}true{{- end }}
{{- end }}

{{/* The web configuration file, or nothing. */}}
{{- define "apiserver-cert-exporter.webConfigFile" -}}
{{- $web := .Values.web }}
{{- $file := deepCopy ($web.config | default dict) }}
{{- if $web.tls.secretName }}
{{- $tls := dict "cert_file" (printf "/etc/apiserver-cert-exporter/tls/%s" $web.tls.certKey) "key_file" (printf "/etc/apiserver-cert-exporter/tls/%s" $web.tls.keyKey) }}
{{- with $web.tls.clientCaKey }}
{{- $_ := set $tls "client_ca_file" (printf "/etc/apiserver-cert-exporter/tls/%s" .) }}
{{- $_ := set $tls "client_auth_type" "RequireAndVerifyClientCert" }}
{{- end }}
{{- $_ := set $file "tls_server_config" (merge (index $file "tls_server_config" | default dict) $tls) }}
{{- end }}
{{- if $web.users }}
{{- $_ := set $file "basic_auth_users" $web.users }}
{{- end }}
{{- if $file }}{{ toYaml $file }}{{- end }}
{{- end }}

{{/* The name of the Secret with the web configuration file, or nothing. */}}
{{- define "apiserver-cert-exporter.webConfigSecret" -}}
{{- if .Values.web.existingSecret.name }}
{{- .Values.web.existingSecret.name }}
{{- else if include "apiserver-cert-exporter.webConfigFile" . }}
{{- printf "%s-web" (include "apiserver-cert-exporter.fullname" .) }}
{{- end }}
{{- end }}

{{/* The annotations by which some configurations of Prometheus find a Service. Takes a mapping of root and port. */}}
{{- define "apiserver-cert-exporter.scrapeAnnotations" -}}
{{- $values := .root.Values }}
{{- if and $values.service.scrapeAnnotations (not $values.serviceMonitor.enabled) -}}
prometheus.io/scrape: "true"
prometheus.io/port: {{ .port | quote }}
{{- if include "apiserver-cert-exporter.tls" .root }}
prometheus.io/scheme: https
{{- end }}
{{- if ne $values.web.telemetryPath "/metrics" }}
prometheus.io/path: {{ $values.web.telemetryPath | quote }}
{{- end }}
{{- end }}
{{- end }}
