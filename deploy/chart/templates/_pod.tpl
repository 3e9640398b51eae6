{{/*
The template of pods. Takes a mapping of
- root, component
- pod: the values of these pods, which are those of the chart or of nodeFiles
- config, the values' configuration; configName, the ConfigMap or Secret that has it
- account, automountToken
*/}}
{{- define "apiserver-cert-exporter.podTemplate" -}}
{{- $root := .root }}
{{- $pod := .pod }}
{{- $web := $root.Values.web }}
{{- $webSecret := include "apiserver-cert-exporter.webConfigSecret" $root }}
{{- $existing := .existingConfig | default dict }}
{{- if and $webSecret (eq (int .port) (int .healthPort)) }}
{{- fail (printf "%s: port and healthPort are both %v, and with TLS, users or a rate limit they are two servers: set another healthPort" (ternary "nodeFiles" "web" (eq .component "node-files")) .port) }}
{{- end }}
{{- $mounted := dict }}
{{- include "apiserver-cert-exporter.resolve" (dict "config" .config "out" $mounted) }}
{{- $selector := include "apiserver-cert-exporter.selectorLabels" (dict "root" $root "component" .component) }}
{{- $ownConfig := not (or $existing.configMap $existing.secret) }}
{{- $annotations := deepCopy ($pod.podAnnotations | default dict) }}
{{- if $ownConfig }}
{{- $_ := set $annotations "checksum/config" (include "apiserver-cert-exporter.configFile" .config | sha256sum) }}
{{- end }}
{{- with include "apiserver-cert-exporter.webConfigFile" $root }}
{{- $_ := set $annotations "checksum/web" (sha256sum .) }}
{{- end -}}
metadata:
  labels:
    {{- merge (fromYaml $selector) ($pod.podLabels | default dict) ($root.Values.commonLabels | default dict) | toYaml | nindent 4 }}
  {{- with $annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ toYaml .account }}
  automountServiceAccountToken: {{ .automountToken }}
  {{- with concat ($root.Values.imagePullSecrets | default list) (($root.Values.global).imagePullSecrets | default list) | uniq }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $pod.hostNetwork }}
  hostNetwork: true
  {{- end }}
  {{- with $pod.dnsPolicy | default (ternary "ClusterFirstWithHostNet" "" $pod.hostNetwork) }}
  dnsPolicy: {{ . }}
  {{- end }}
  {{- range $key := list "dnsConfig" "hostAliases" "initContainers" "nodeSelector" "tolerations" }}
  {{- with index $pod $key }}
  {{ $key }}:
    {{- tpl (toYaml .) $root | nindent 4 }}
  {{- end }}
  {{- end }}
  {{- range $key := list "priorityClassName" "runtimeClassName" "schedulerName" }}
  {{- with index $pod $key }}
  {{ $key }}: {{ toYaml . }}
  {{- end }}
  {{- end }}
  {{- if $pod.affinity }}
  affinity:
    {{- tpl (toYaml $pod.affinity) $root | nindent 4 }}
  {{- else if gt (int $pod.replicas) 1 }}
  affinity:
    podAntiAffinity:
      preferredDuringSchedulingIgnoredDuringExecution:
        - weight: 100
          podAffinityTerm:
            topologyKey: kubernetes.io/hostname
            labelSelector:
              matchLabels:
                {{- $selector | nindent 16 }}
  {{- end }}
  {{- with $pod.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- range . }}
    - {{ merge (deepCopy .) (dict "labelSelector" (dict "matchLabels" (fromYaml $selector))) | toYaml | nindent 6 | trim }}
    {{- end }}
  {{- end }}
  terminationGracePeriodSeconds: {{ $pod.terminationGracePeriodSeconds }}
  securityContext:
    {{- $openshift := eq (toString $root.Values.openshift) "true" }}
    {{- if eq (toString $root.Values.openshift) "auto" }}
    {{- $openshift = $root.Capabilities.APIVersions.Has "security.openshift.io/v1" }}
    {{- end }}
    {{- if and $openshift (not .folders) }}
    {{- /* A pod with folders of its node needs a security context constraint of its own in any case. */}}
    {{- omit ($pod.podSecurityContext | default dict) "runAsUser" "runAsGroup" "fsGroup" | toYaml | nindent 4 }}
    {{- else }}
    {{- toYaml $pod.podSecurityContext | nindent 4 }}
    {{- end }}
  containers:
    - name: exporter
      image: {{ include "apiserver-cert-exporter.image" $root | toYaml }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args:
        - serve
        - --config.file=/etc/apiserver-cert-exporter/config/{{ $existing.key | default "exporter.yml" }}
        - --web.listen-address=:{{ .port }}
        {{- if $webSecret }}
        - --web.config.file=/etc/apiserver-cert-exporter/web/{{ ternary $web.existingSecret.key "web.yml" (ne $web.existingSecret.name "") }}
        - --web.health-listen-address=:{{ .healthPort }}
        {{- end }}
        {{- if ne $web.telemetryPath "/metrics" }}
        - {{ printf "--web.telemetry-path=%s" $web.telemetryPath | quote }}
        {{- end }}
        {{- if ne (int $web.maxRequests) 40 }}
        - --web.max-requests={{ $web.maxRequests }}
        {{- end }}
        {{- if $web.enableLifecycle }}
        - --web.enable-lifecycle
        {{- end }}
        - --log.level={{ $root.Values.log.level }}
        - --log.format={{ $root.Values.log.format }}
        {{- range $pod.extraArgs }}
        - {{ tpl . $root | quote }}
        {{- end }}
      {{- with $pod.extraEnv }}
      env:
        {{- tpl (toYaml .) $root | nindent 8 }}
      {{- end }}
      {{- with $pod.extraEnvFrom }}
      envFrom:
        {{- tpl (toYaml .) $root | nindent 8 }}
      {{- end }}
      ports:
        - name: metrics
          containerPort: {{ .port }}
          protocol: TCP
        {{- if $webSecret }}
        - name: health
          containerPort: {{ .healthPort }}
          protocol: TCP
        {{- end }}
      {{- $healthPort := ternary "health" "metrics" (ne $webSecret "") }}
      livenessProbe:
        {{- merge (deepCopy ($pod.livenessProbe | default dict)) (dict "httpGet" (dict "path" "/-/healthy" "port" $healthPort)) | toYaml | nindent 8 }}
      readinessProbe:
        {{- merge (deepCopy ($pod.readinessProbe | default dict)) (dict "httpGet" (dict "path" "/-/ready" "port" $healthPort)) | toYaml | nindent 8 }}
      {{- with $pod.startupProbe }}
      startupProbe:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      resources:
        {{- toYaml $pod.resources | nindent 8 }}
      securityContext:
        {{- toYaml $pod.securityContext | nindent 8 }}
      volumeMounts:
        - name: config
          mountPath: /etc/apiserver-cert-exporter/config
          readOnly: true
        {{- if $webSecret }}
        - name: web
          mountPath: /etc/apiserver-cert-exporter/web
          readOnly: true
        {{- end }}
        {{- if $web.tls.secretName }}
        - name: tls
          mountPath: /etc/apiserver-cert-exporter/tls
          readOnly: true
        {{- end }}
        {{- range $index, $name := keys $mounted.secrets | sortAlpha }}
        - name: secret-{{ $index }}
          mountPath: /etc/apiserver-cert-exporter/secrets/{{ $name }}
          readOnly: true
        {{- end }}
        {{- range $index, $name := keys $mounted.configMaps | sortAlpha }}
        - name: configmap-{{ $index }}
          mountPath: /etc/apiserver-cert-exporter/configmaps/{{ $name }}
          readOnly: true
        {{- end }}
        {{- range $index, $path := .folders }}
        - name: folder-{{ $index }}
          mountPath: {{ $path | quote }}
          readOnly: true
        {{- end }}
        {{- with $pod.extraVolumeMounts }}
        {{- tpl (toYaml .) $root | nindent 8 }}
        {{- end }}
    {{- with $pod.extraContainers }}
    {{- tpl (toYaml .) $root | nindent 4 }}
    {{- end }}
  volumes:
    - name: config
      {{- if $existing.configMap }}
      configMap:
        name: {{ toYaml $existing.configMap }}
      {{- else if $existing.secret }}
      secret:
        secretName: {{ toYaml $existing.secret }}
        defaultMode: 0440
      {{- else if eq (include "apiserver-cert-exporter.configKind" (dict "root" $root "config" .config)) "Secret" }}
      secret:
        secretName: {{ toYaml .configName }}
        defaultMode: 0440
      {{- else }}
      configMap:
        name: {{ toYaml .configName }}
      {{- end }}
    {{- with $webSecret }}
    - name: web
      secret:
        secretName: {{ toYaml . }}
        defaultMode: 0440
    {{- end }}
    {{- with $web.tls.secretName }}
    - name: tls
      secret:
        secretName: {{ toYaml . }}
        defaultMode: 0440
    {{- end }}
    {{- range $index, $name := keys $mounted.secrets | sortAlpha }}
    {{- $secret := index $mounted.secrets $name }}
    - name: secret-{{ $index }}
      secret:
        secretName: {{ toYaml $name }}
        defaultMode: 0440
        {{- if $secret.whole }}
        # A Secret that is missing is reported by its targets, and keeps no other from being monitored.
        optional: true
        {{- else }}
        items:
          {{- range $secret.keys }}
          - {key: {{ toYaml . }}, path: {{ toYaml . }}}
          {{- end }}
        {{- end }}
    {{- end }}
    {{- range $index, $name := keys $mounted.configMaps | sortAlpha }}
    - name: configmap-{{ $index }}
      configMap:
        name: {{ toYaml $name }}
        items:
          {{- range (index $mounted.configMaps $name).keys }}
          - {key: {{ toYaml . }}, path: {{ toYaml . }}}
          {{- end }}
    {{- end }}
    {{- range $index, $path := .folders }}
    - name: folder-{{ $index }}
      hostPath:
        path: {{ $path | quote }}
        type: Directory
    {{- end }}
    {{- with $pod.extraVolumes }}
    {{- tpl (toYaml .) $root | nindent 4 }}
    {{- end }}
{{- end }}
