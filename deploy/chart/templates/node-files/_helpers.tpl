{{- define "apiserver-cert-exporter.nodeFilesName" -}}
{{- printf "%s-node-files" (include "apiserver-cert-exporter.fullname" .) }}
{{- end }}

{{- define "apiserver-cert-exporter.nodeFilesAccount" -}}
{{- $account := .Values.nodeFiles.serviceAccount }}
{{- $account.name | default (ternary (include "apiserver-cert-exporter.nodeFilesName" .) "default" $account.create) }}
{{- end }}
