{{/* The name of the chart. */}}
{{- define "apiserver-cert-exporter.name" -}}
{{- .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The name of the objects: that of the release, with that of the chart if it is not in it. A Service has no dots in its name. */}}
{{- define "apiserver-cert-exporter.fullname" -}}
{{- $name := include "apiserver-cert-exporter.name" . }}
{{- $release := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) }}
{{- .Values.fullnameOverride | default $release | replace "." "-" | trunc 52 | trimSuffix "-" }}
{{- end }}

{{/* The Service by which each replica of a StatefulSet has a name. */}}
{{- define "apiserver-cert-exporter.replicasName" -}}
{{- printf "%s-replicas" (include "apiserver-cert-exporter.fullname" .) }}
{{- end }}

{{- define "apiserver-cert-exporter.namespace" -}}
{{- .Values.namespaceOverride | default .Release.Namespace }}
{{- end }}

{{/* What selects the pods of a component. Takes a mapping of root and component. */}}
{{- define "apiserver-cert-exporter.selectorLabels" -}}
app.kubernetes.io/name: {{ include "apiserver-cert-exporter.name" .root | toYaml }}
app.kubernetes.io/instance: {{ .root.Release.Name | toYaml }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{/* The labels of an object of a component. Takes a mapping of root and component. */}}
{{- define "apiserver-cert-exporter.componentLabels" -}}
{{- $own := include "apiserver-cert-exporter.selectorLabels" . | fromYaml }}
{{- $_ := set $own "app.kubernetes.io/version" .root.Chart.AppVersion }}
{{- $_ := set $own "app.kubernetes.io/managed-by" .root.Release.Service }}
{{- $_ := set $own "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-") }}
{{- merge $own (.root.Values.commonLabels | default dict) | toYaml }}
{{- end }}

{{/* The labels of an object of the exporter itself. */}}
{{- define "apiserver-cert-exporter.labels" -}}
{{- include "apiserver-cert-exporter.componentLabels" (dict "root" . "component" "exporter") }}
{{- end }}

{{/*
The metadata of an object. Takes a mapping of root and, where they are not the usual ones: name, namespace (empty: none), component, and further
labels and annotations.
*/}}
{{- define "apiserver-cert-exporter.metadata" -}}
{{- $root := .root -}}
name: {{ .name | default (include "apiserver-cert-exporter.fullname" $root) | toYaml }}
{{- with ternary .namespace (include "apiserver-cert-exporter.namespace" $root) (hasKey . "namespace") }}
namespace: {{ toYaml . }}
{{- end }}
{{- $labels := include "apiserver-cert-exporter.componentLabels" (dict "root" $root "component" (.component | default "exporter")) | fromYaml }}
labels:
  {{- merge $labels (.labels | default dict) | toYaml | nindent 2 }}
{{- with merge dict (.annotations | default dict) ($root.Values.commonAnnotations | default dict) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "apiserver-cert-exporter.image" -}}
{{- $image := .Values.image -}}
{{- with (.Values.global).imageRegistry | default $image.registry }}{{ . }}/{{ end }}{{ $image.repository }}
{{- if $image.digest }}@{{ $image.digest }}{{ else }}:{{ $image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{- define "apiserver-cert-exporter.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- .Values.serviceAccount.name | default (include "apiserver-cert-exporter.fullname" .) }}
{{- else }}
{{- .Values.serviceAccount.name | default "default" }}
{{- end }}
{{- end }}

{{/* The subjects of each binding. */}}
{{- define "apiserver-cert-exporter.subjects" -}}
- kind: ServiceAccount
  name: {{ include "apiserver-cert-exporter.serviceAccountName" . | toYaml }}
  namespace: {{ include "apiserver-cert-exporter.namespace" . | toYaml }}
{{- end }}
