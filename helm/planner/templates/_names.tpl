{{- define "planner.name" -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "planner.selector" -}}
app.kubernetes.io/name: exaplan-planner
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "planner.labels" -}}
{{ include "planner.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- define "planner.account" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "planner.name" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}
