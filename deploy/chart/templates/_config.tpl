{{/* Whether a target of the values counts: `true` or nothing. As a value of a dependency, null does not remove it with every version of Helm. */}}
{{- define "apiserver-cert-exporter.isOn" -}}
{{- if . }}{{ if ne (toString .enabled) "false" }}true{{ end }}{{ end }}
{{- end }}

{{/*
Resolves a configuration of the values. Takes a mapping of config and out, and sets in out:
- config: the exporter's own configuration
- secrets, configMaps: what is mounted, by name: `keys`, or everything if `whole` is true
*/}}
{{- define "apiserver-cert-exporter.resolve" -}}
{{- $out := .out }}
{{- $_ := set $out "secrets" dict }}
{{- $_ := set $out "configMaps" dict }}
{{- $targets := list }}
{{- range $name, $settings := .config.targets }}
{{- if include "apiserver-cert-exporter.isOn" $settings }}
{{- $target := merge (omit $settings "enabled" | deepCopy) (dict "name" $name) }}
{{- range $key := list "ca" "kubeconfig" }}
{{- with index $target $key }}
{{- $file := include "apiserver-cert-exporter.fileOf" (dict "ref" . "out" $out) }}
{{- if $file }}{{- $_ := set $target $key (merge (dict "file" $file) (omit . "secretKeyRef" "configMapKeyRef")) }}{{- end }}
{{- end }}
{{- end }}
{{- if $target.kubeconfigs }}
{{- $paths := list }}
{{- range $target.kubeconfigs }}
{{- $paths = append $paths (ternary . (include "apiserver-cert-exporter.fileOf" (dict "ref" . "out" $out)) (kindIs "string" .)) }}
{{- end }}
{{- $_ := set $target "kubeconfigs" $paths }}
{{- end }}
{{- $targets = append $targets $target }}
{{- end }}
{{- end }}
{{- $config := dict }}
{{- range $key, $value := omit .config "targets" }}
{{- if $value }}{{- $_ := set $config $key $value }}{{- end }}
{{- end }}
{{- if $targets }}{{- $_ := set $config "targets" $targets }}{{- end }}
{{- $_ := set $out "config" $config }}
{{- end }}

{{/* The path of what a reference names, which is added to out. Empty: it is no reference. */}}
{{- define "apiserver-cert-exporter.fileOf" -}}
{{- $out := .out }}
{{- $folder := "/etc/apiserver-cert-exporter" }}
{{- if kindIs "map" .ref }}
{{- with .ref.secretKeyRef }}
{{- include "apiserver-cert-exporter.mount" (dict "all" $out.secrets "ref" .) }}
{{- printf "%s/secrets/%s/%s" $folder .name .key }}
{{- end }}
{{- with .ref.configMapKeyRef }}
{{- include "apiserver-cert-exporter.mount" (dict "all" $out.configMaps "ref" .) }}
{{- printf "%s/configmaps/%s/%s" $folder .name .key }}
{{- end }}
{{- with .ref.secretRef }}
{{- include "apiserver-cert-exporter.mount" (dict "all" $out.secrets "ref" .) }}
{{- printf "%s/secrets/%s/*" $folder .name }}
{{- end }}
{{- end }}
{{- end }}

{{- define "apiserver-cert-exporter.mount" -}}
{{- $known := index .all .ref.name | default (dict "keys" list "whole" false) }}
{{- if .ref.key }}
{{- $_ := set $known "keys" (append $known.keys .ref.key | uniq) }}
{{- else }}
{{- $_ := set $known "whole" true }}
{{- end }}
{{- $_ := set .all .ref.name $known }}
{{- end }}

{{/* The configuration file. Takes the values' configuration. */}}
{{- define "apiserver-cert-exporter.configFile" -}}
{{- $out := dict }}
{{- include "apiserver-cert-exporter.resolve" (dict "config" . "out" $out) }}
{{- if not (or $out.config.targets $out.config.files) }}{{ fail "config: at least one target or file is needed" }}{{- end }}
{{- toYaml $out.config }}
{{- end }}

{{/* ConfigMap or Secret. Takes a mapping of root and config. */}}
{{- define "apiserver-cert-exporter.configKind" -}}
{{- if ne .root.Values.configKind "auto" }}
{{- .root.Values.configKind }}
{{- else }}
{{- ternary "Secret" "ConfigMap" (regexMatch "://.*@" (include "apiserver-cert-exporter.configFile" .config)) }}
{{- end }}
{{- end }}

{{/* The ConfigMap or Secret with a configuration file. Takes a mapping of root, name, component and config. */}}
{{- define "apiserver-cert-exporter.configObject" -}}
{{- $kind := include "apiserver-cert-exporter.configKind" . -}}
# The exporter's configuration. A change needs a restart of the pods, or a reload.
apiVersion: v1
kind: {{ $kind }}
metadata:
  {{- include "apiserver-cert-exporter.metadata" (pick . "root" "name" "component") | nindent 2 }}
{{ ternary "stringData" "data" (eq $kind "Secret") }}:
  exporter.yml: |
    {{- include "apiserver-cert-exporter.configFile" .config | nindent 4 }}
{{- end }}

{{/* Whether the pod's account needs the rights of a kind of discovery: `true` or nothing. Takes a mapping of root, right and discovery. */}}
{{- define "apiserver-cert-exporter.needs" -}}
{{- $right := index .root.Values.rbac .right | toString }}
{{- if eq .root.Values.kind "None" }}{{- $right = "false" }}{{- end }}
{{- if eq $right "true" }}true{{- end }}
{{- if eq $right "auto" }}
{{- $needed := false }}
{{- range .root.Values.config.targets }}
{{- if include "apiserver-cert-exporter.isOn" . }}
{{- if and (eq (.discovery | default "") $.discovery) (not .kubeconfig) (not .kubeconfigs) }}{{- $needed = true }}{{- end }}
{{- end }}
{{- end }}
{{- if $needed }}true{{- end }}
{{- end }}
{{- end }}

{{- define "apiserver-cert-exporter.needsDiscovery" -}}
{{- include "apiserver-cert-exporter.needs" (dict "root" . "right" "discovery" "discovery" "kubernetes") }}
{{- end }}

{{- define "apiserver-cert-exporter.needsAggregated" -}}
{{- include "apiserver-cert-exporter.needs" (dict "root" . "right" "aggregated" "discovery" "aggregated") }}
{{- end }}

{{- define "apiserver-cert-exporter.needsClusterApi" -}}
{{- include "apiserver-cert-exporter.needs" (dict "root" . "right" "clusterApi" "discovery" "cluster-api") }}
{{- end }}

{{/* The namespaces of the rights for Cluster API, as a YAML array. Empty: all of them. */}}
{{- define "apiserver-cert-exporter.clusterApiNamespaces" -}}
{{- $namespaces := .Values.rbac.clusterApiNamespaces }}
{{- if not $namespaces }}
{{- $everywhere := false }}
{{- range .Values.config.targets }}
{{- if include "apiserver-cert-exporter.isOn" . }}
{{- if and (eq (.discovery | default "") "cluster-api") (not .kubeconfig) }}
{{- $namespaces = concat $namespaces (.namespaces | default list) }}
{{- $everywhere = or $everywhere (not .namespaces) }}
{{- end }}
{{- end }}
{{- end }}
{{- if $everywhere }}{{- $namespaces = list }}{{- end }}
{{- end }}
{{- $namespaces | uniq | toYaml }}
{{- end }}

{{/* Whether the pod has the token of its service account: `true` or `false`. */}}
{{- define "apiserver-cert-exporter.automountToken" -}}
{{- $set := .Values.serviceAccount.automountToken | toString }}
{{- if ne $set "auto" }}
{{- $set }}
{{- else }}
{{- $needs := list (include "apiserver-cert-exporter.needsDiscovery" .) (include "apiserver-cert-exporter.needsAggregated" .) (include "apiserver-cert-exporter.needsClusterApi" .) }}
{{- has "true" $needs }}
{{- end }}
{{- end }}
