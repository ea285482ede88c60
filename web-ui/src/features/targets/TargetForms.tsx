import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import { cohortsQuery } from '../../shared/api/registerQueries';
import { tenantsQuery } from '../../shared/api/tenantQueries';
import type { Target, TargetSubmission } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { choicesOf, type Draft, type FormField, stated, without } from '../../shared/form/fields';
import { FormButton } from '../../shared/form/FormButton';
import { useTranslate } from '../../shared/i18n/LanguageContext';

const SCOPES = ['CITY', 'COHORT', 'TENANT'] as const;
const LEVELS = ['INSTALLED', 'REPORTING', 'SCHEDULABLE', 'ALLOCATED', 'BUSY'] as const;
const COUNTED = ['INCUBATOR', 'TRAINING_GROUND', 'ENABLING_CENTRE', 'SERVICE_OPERATOR', 'REPORTED'] as const;

export function NewTarget() {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields(false);
  const create = useChange(
    (draft: Draft) => bodyOf(api.POST('/api/v1/targets', { body: bodyFor(fields, draft) })),
    'tenants',
    'capacity',
  );
  return (
    <FormButton
      name={t('target.new')}
      title={t('target.new')}
      fields={fields}
      initial={() => ({ scope: 'CITY', of: 'PFLOPS', level: 'INSTALLED' })}
      send={t('edit.create')}
      save={create}
    />
  );
}

export function EditTarget({ target }: { target: Target }) {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields(true);
  const { id, version, name, counted } = target;
  const given = without(target, 'id', 'version', 'attainment', 'basis');
  const save = useChange(
    (draft: Draft) =>
      bodyOf(
        api.PUT('/api/v1/targets/{id}', {
          params: { path: { id }, header: basedOn(version) },
          body: bodyFor(fields, draft),
        }),
      ),
    'tenants',
    'capacity',
  );
  return (
    <FormButton
      name={t('edit.change')}
      of={name}
      title={name}
      fields={fields}
      initial={() => ({ ...given, of: counted === null ? 'PFLOPS' : 'COUNT' })}
      send={t('edit.save')}
      save={save}
    />
  );
}

function bodyFor(fields: readonly FormField<Draft>[], draft: Draft): TargetSubmission {
  return without(stated(fields, draft), 'of') as unknown as TargetSubmission;
}

function useFields(exists: boolean): readonly FormField<Draft>[] {
  const t = useTranslate();
  const api = useApi();
  const { data: cohorts } = useQuery(cohortsQuery(api));
  const { data: tenants } = useQuery(tenantsQuery(api));
  return [
    { kind: 'text', name: 'name', label: t('tokens.name'), required: true },
    { kind: 'choice', name: 'scope', label: t('target.scope'), choices: SCOPES.map((value) => ({ value, label: t(`targetScope.${value}`) })), fixed: exists },
    { kind: 'choice', name: 'cohort', label: t('tenants.cohort'), required: true, choices: choicesOf((cohorts?.items ?? []).map(({ name }) => name)), when: ({ scope }) => scope === 'COHORT' },
    { kind: 'choice', name: 'tenant', label: t('submit.tenant'), required: true, choices: choicesOf((tenants?.items ?? []).map(({ name }) => name)), when: ({ scope }) => scope === 'TENANT' },
    { kind: 'choice', name: 'of', label: t('target.of'), choices: (['PFLOPS', 'COUNT'] as const).map((value) => ({ value, label: t(`targetOf.${value}`) })) },
    { kind: 'choice', name: 'level', label: t('target.level'), required: true, choices: LEVELS.map((value) => ({ value, label: t(`targetLevel.${value}`) })), when: ({ of }) => of === 'PFLOPS' },
    { kind: 'choice', name: 'counted', label: t('target.counted'), required: true, choices: COUNTED.map((value) => ({ value, label: t(`targetCounted.${value}`) })), when: ({ of }) => of === 'COUNT' },
    { kind: 'number', name: 'atLeast', label: t('target.atLeast'), least: 0, required: true },
    { kind: 'number', name: 'atMost', label: t('target.atMost'), least: 0 },
    { kind: 'instant', name: 'from', label: t('target.from'), hint: t('target.from.hint') },
    { kind: 'instant', name: 'by', label: t('target.byDate'), required: true },
    { kind: 'number', name: 'reportedValue', label: t('target.reported'), least: 0, hint: t('target.reported.hint') },
    { kind: 'text', name: 'document', label: t('declared.document') },
  ];
}
