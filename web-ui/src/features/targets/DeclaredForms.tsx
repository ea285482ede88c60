import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { acceleratorModelsQuery } from '../../shared/api/catalogueQueries';
import { bodyOf } from '../../shared/api/client';
import { capacityQuery } from '../../shared/api/queries';
import type { Declared, DeclaredSubmission } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { choicesOf, type Draft, type FormField, stated, without } from '../../shared/form/fields';
import { FormButton } from '../../shared/form/FormButton';
import { useTranslate } from '../../shared/i18n/LanguageContext';

const PRECISIONS = ['FP64', 'FP32', 'TF32', 'FP16', 'BF16', 'FP8', 'FP4', 'INT8', 'INT4'];
const bodyFor = (fields: readonly FormField<Draft>[], draft: Draft) => stated(fields, draft) as unknown as DeclaredSubmission;

export function NewDeclared() {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields();
  const create = useChange(
    (draft: Draft) => bodyOf(api.POST('/api/v1/declared-capacities', { body: bodyFor(fields, draft) })),
    'capacity',
    'tenants',
  );
  return (
    <FormButton
      name={t('declared.new')}
      title={t('declared.new')}
      note={t('declared.form')}
      fields={fields}
      initial={() => ({ precision: 'BF16', sparsity: 'DENSE' })}
      send={t('edit.create')}
      save={create}
    />
  );
}

export function EditDeclared({ declared }: { declared: Declared }) {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields();
  const { id, version, site } = declared;
  const save = useChange(
    (draft: Draft) =>
      bodyOf(
        api.PUT('/api/v1/declared-capacities/{id}', {
          params: { path: { id }, header: basedOn(version) },
          body: bodyFor(fields, draft),
        }),
      ),
    'capacity',
    'tenants',
  );
  return (
    <FormButton
      name={t('edit.change')}
      of={site}
      title={site}
      fields={fields}
      initial={(): Draft => without(declared, 'id', 'version', 'counts')}
      send={t('edit.save')}
      save={save}
    />
  );
}

function useFields(): readonly FormField<Draft>[] {
  const t = useTranslate();
  const api = useApi();
  const { data: models } = useQuery(acceleratorModelsQuery(api));
  const { data: capacity } = useQuery(capacityQuery(api));
  return [
    { kind: 'text', name: 'operator', label: t('register.operator'), required: true },
    { kind: 'text', name: 'site', label: t('declared.site'), required: true },
    { kind: 'choice', name: 'model', label: t('declared.model'), optional: true, choices: choicesOf((models?.items ?? []).map(({ name }) => name)) },
    { kind: 'number', name: 'devices', label: t('reservation.devices'), least: 1, whole: true },
    { kind: 'number', name: 'pflops', label: 'PFLOPS', least: 0, hint: t('declared.pflops.hint') },
    { kind: 'choice', name: 'precision', label: t('declared.precision'), choices: choicesOf(PRECISIONS) },
    { kind: 'choice', name: 'sparsity', label: t('declared.sparsity'), choices: (['DENSE', 'SPARSE'] as const).map((value) => ({ value, label: t(`capacity.basis.${value}`) })) },
    { kind: 'instant', name: 'from', label: t('reservation.start'), required: true },
    { kind: 'instant', name: 'until', label: t('reservation.end') },
    { kind: 'text', name: 'document', label: t('declared.document'), required: true },
    { kind: 'choice', name: 'replacedBy', label: t('declared.replacedBy'), optional: true, hint: t('declared.replacedBy.hint'), choices: choicesOf((capacity?.clusters ?? []).map(({ name }) => name)) },
  ];
}
