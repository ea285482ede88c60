import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import { capacityQuery } from '../../shared/api/queries';
import { tenantsQuery } from '../../shared/api/tenantQueries';
import type { Dataset } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { choicesOf, type FormField, stated } from '../../shared/form/fields';
import { FormButton } from '../../shared/form/FormButton';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useSession } from '../../shared/session/SessionContext';
import { CLASSES, type DatasetDraft, datasetDraftOf, datasetOf, emptyDataset, SECTORS } from './datasetDraft';

export function NewDataset() {
  const t = useTranslate();
  const api = useApi();
  const { who } = useSession();
  const fields = useFields(false);
  const create = useChange(
    (draft: DatasetDraft) => bodyOf(api.POST('/api/v1/datasets', { body: datasetOf(stated(fields, draft)) })),
    'datasets',
  );
  return (
    <FormButton
      name={t('dataset.new')}
      title={t('dataset.new')}
      fields={fields}
      initial={() => emptyDataset(who.tenant)}
      send={t('edit.create')}
      save={create}
    />
  );
}

/** Changes who may read a dataset and where it lies; refused when somebody else changed it meanwhile. */
export function EditDataset({ dataset }: { dataset: Dataset }) {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields(true);
  const { id, version, name } = dataset;
  const save = useChange(
    (draft: DatasetDraft) =>
      bodyOf(
        api.PUT('/api/v1/datasets/{id}', {
          params: { path: { id }, header: basedOn(version) },
          body: datasetOf(stated(fields, draft)),
        }),
      ),
    'datasets',
  );
  return (
    <FormButton
      name={t('edit.change')}
      of={name}
      title={name}
      fields={fields}
      initial={() => datasetDraftOf(dataset)}
      send={t('edit.save')}
      save={save}
    />
  );
}

function useFields(exists: boolean): readonly FormField<DatasetDraft>[] {
  const t = useTranslate();
  const api = useApi();
  const { who } = useSession();
  const { data: tenants } = useQuery(tenantsQuery(api));
  const { data: capacity } = useQuery(capacityQuery(api));
  const names = choicesOf((tenants?.items ?? []).map(({ name }) => name));
  const clusters = choicesOf((capacity?.clusters ?? []).map(({ name }) => name));
  return [
    { kind: 'text', name: 'name', label: t('tokens.name'), required: true, fixed: exists },
    { kind: 'text', name: 'description', label: t('dataset.description') },
    { kind: 'choice', name: 'classification', label: t('dataset.classification'), choices: CLASSES.map((value) => ({ value, label: t(`classification.${value}`) })) },
    { kind: 'choice', name: 'sector', label: t('tenant.sector'), choices: SECTORS.map((value) => ({ value, label: t(`sector.${value}`) })) },
    { kind: 'text', name: 'licence', label: t('dataset.licence'), required: true },
    { kind: 'text', name: 'steward', label: t('dataset.steward'), required: true, hint: t('dataset.steward.hint') },
    { kind: 'choice', name: 'owner', label: t('dataset.owner'), optional: true, choices: names, placeholder: t('dataset.owner.city'), fixed: who.tenant !== null },
    { kind: 'number', name: 'sizeGib', label: t('dataset.size'), least: 0, required: true },
    // A member sees its own tenant only, and may grant to any it can name.
    who.tenant === null
      ? { kind: 'choices', name: 'grants', label: t('dataset.grants'), choices: names, hint: t('dataset.grants.hint') }
      : { kind: 'choices', name: 'grants', label: t('dataset.grants'), hint: t('dataset.grants.hint') },
    { kind: 'choices', name: 'residency', label: t('dataset.residency'), choices: clusters, hint: t('submit.any.hint') },
    { kind: 'choices', name: 'replicas', label: t('dataset.replicas'), hint: t('dataset.replicas.hint') },
  ];
}
