import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import { cohortsQuery } from '../../shared/api/registerQueries';
import type { Tenant, TenantSubmission } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { choicesOf, type Draft, type FormField, stated } from '../../shared/form/fields';
import { FormButton } from '../../shared/form/FormButton';
import { useTranslate } from '../../shared/i18n/LanguageContext';

const KINDS = ['INCUBATOR', 'TRAINING_GROUND', 'ENABLING_CENTRE', 'SERVICE_OPERATOR'] as const;
const SECTORS = ['FINANCE', 'MEDICAL', 'AUTOMOTIVE', 'MANUFACTURING', 'AGRICULTURE', 'EDUCATION', 'ENERGY', 'OTHER'] as const;
const LIMITS = ['nominalPflops', 'borrowingLimitPflops', 'lendingLimitPflops', 'weight'] as const;

/** As the server takes it: what is left out of the quota is no limit. */
function bodyFor(fields: readonly FormField<Draft>[], draft: Draft): TenantSubmission {
  const given = stated(fields, draft);
  const quota = Object.fromEntries(LIMITS.filter((limit) => given[limit] !== undefined).map((limit) => [limit, given[limit]]));
  const { name, kind, sector, cohort } = given;
  return { name, kind, sector, ...(cohort === undefined ? {} : { cohort }), quota } as TenantSubmission;
}

export function NewTenant() {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields(false);
  const create = useChange((draft: Draft) => bodyOf(api.POST('/api/v1/tenants', { body: bodyFor(fields, draft) })), 'tenants');
  return (
    <FormButton
      name={t('tenant.new')}
      title={t('tenant.new')}
      fields={fields}
      initial={() => ({ kind: 'TRAINING_GROUND', sector: 'OTHER', weight: 1 })}
      send={t('edit.create')}
      save={create}
    />
  );
}

/** Changes a tenant and its quota; refused when somebody else changed it meanwhile. */
export function EditTenant({ tenant }: { tenant: Tenant }) {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields(true);
  const { id, version, name, kind, sector, cohort, quota } = tenant;
  const save = useChange(
    (draft: Draft) =>
      bodyOf(
        api.PUT('/api/v1/tenants/{id}', {
          params: { path: { id }, header: basedOn(version) },
          body: bodyFor(fields, draft),
        }),
      ),
    'tenants',
  );
  return (
    <FormButton
      name={t('edit.change')}
      of={name}
      title={name}
      fields={fields}
      initial={() => ({ name, kind, sector, cohort, ...quota })}
      send={t('edit.save')}
      save={save}
    />
  );
}

export function NewCohort() {
  const t = useTranslate();
  const api = useApi();
  const create = useChange(
    ({ name }: Draft) => bodyOf(api.POST('/api/v1/cohorts', { body: { name: String(name) } })),
    'tenants',
  );
  return (
    <FormButton
      name={t('cohort.new')}
      title={t('cohort.new')}
      note={t('cohort.note')}
      fields={[{ kind: 'text', name: 'name', label: t('tokens.name'), required: true }]}
      initial={() => ({ name: '' })}
      send={t('edit.create')}
      save={create}
    />
  );
}

function useFields(exists: boolean): readonly FormField<Draft>[] {
  const t = useTranslate();
  const { data: cohorts } = useQuery(cohortsQuery(useApi()));
  return [
    { kind: 'text', name: 'name', label: t('tokens.name'), required: true, fixed: exists },
    { kind: 'choice', name: 'kind', label: t('tenant.kind'), choices: KINDS.map((value) => ({ value, label: t(`tenantKind.${value}`) })) },
    { kind: 'choice', name: 'sector', label: t('tenant.sector'), choices: SECTORS.map((value) => ({ value, label: t(`sector.${value}`) })) },
    { kind: 'choice', name: 'cohort', label: t('tenants.cohort'), optional: true, choices: choicesOf((cohorts?.items ?? []).map(({ name }) => name)) },
    ...LIMITS.map(
      (limit): FormField<Draft> => ({
        kind: 'number',
        name: limit,
        path: `quota.${limit}`,
        label: t(`quotaField.${limit}`),
        least: 0,
        ...(limit === 'weight' ? {} : { placeholder: t('quota.unlimited') }),
      }),
    ),
  ];
}
