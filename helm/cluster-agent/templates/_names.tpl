{{- define "agent.name" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "agent.selector" -}}
app.kubernetes.io/name: exaplan-cluster-agent
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "agent.labels" -}}
{{ include "agent.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- /* All namespaces of runs, the usual one first */ -}}
{{- define "agent.runNamespaces" -}}
{{- $names := list .Values.runs.namespace }}
{{- range .Values.runs.namespaces }}{{ $names = append $names .name }}{{ end }}
{{- if ne (len $names) (len (uniq $names)) }}{{ fail "runs.namespaces: a namespace is named twice, here or as runs.namespace" }}{{ end }}
{{- join " " $names }}
{{- end -}}

{{- define "agent.account" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "agent.name" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}
