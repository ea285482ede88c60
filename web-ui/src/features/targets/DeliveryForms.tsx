import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { acceleratorModelsQuery } from '../../shared/api/catalogueQueries';
import { bodyOf } from '../../shared/api/client';
import { capacityQuery } from '../../shared/api/queries';
import type { Arrival, Delivery, DeliverySubmission } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { choicesOf, type Draft, type FormField, stated } from '../../shared/form/fields';
import { FormButton } from '../../shared/form/FormButton';
import { useTranslate } from '../../shared/i18n/LanguageContext';

const STALE = ['capacity', 'tenants'] as const;
const bodyFor = (fields: readonly FormField<Draft>[], draft: Draft) => stated(fields, draft) as unknown as DeliverySubmission;

export function NewDelivery() {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields();
  const create = useChange((draft: Draft) => bodyOf(api.POST('/api/v1/deliveries', { body: bodyFor(fields, draft) })), ...STALE);
  return (
    <FormButton name={t('delivery.new')} title={t('delivery.new')} fields={fields} initial={(): Draft => ({})} send={t('edit.create')} save={create} />
  );
}

export function EditDelivery({ delivery: { id, version, operator, cluster, model, devices, expectedAt, document } }: { delivery: Delivery }) {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields();
  const save = useChange(
    (draft: Draft) =>
      bodyOf(
        api.PUT('/api/v1/deliveries/{id}', {
          params: { path: { id }, header: basedOn(version) },
          body: bodyFor(fields, draft),
        }),
      ),
    ...STALE,
  );
  return (
    <FormButton
      name={t('edit.change')}
      of={`#${id}`}
      title={t('delivery.edit', { id })}
      fields={fields}
      initial={() => ({ operator, cluster, model, devices, expectedAt, document })}
      send={t('edit.save')}
      save={save}
    />
  );
}

/** Closes a delivery: its devices count as reported by an agent, or as declared at a site. */
export function Arrive({ delivery: { id } }: { delivery: Delivery }) {
  const t = useTranslate();
  const api = useApi();
  const fields: readonly FormField<Draft>[] = [
    {
      kind: 'choice',
      name: 'countedAs',
      label: t('arrival.countedAs'),
      hint: t('arrival.countedAs.hint'),
      choices: (['REPORTED', 'DECLARED'] as const).map((value) => ({ value, label: t(`arrival.${value}`) })),
    },
    { kind: 'text', name: 'site', label: t('declared.site'), required: true, when: ({ countedAs }) => countedAs === 'DECLARED' },
    { kind: 'instant', name: 'arrivedAt', label: t('arrival.at'), hint: t('arrival.at.hint') },
  ];
  const arrive = useChange(
    (draft: Draft) =>
      bodyOf(
        api.POST('/api/v1/deliveries/{id}/arrival', {
          params: { path: { id } },
          body: stated(fields, draft) as unknown as Arrival,
        }),
      ),
    ...STALE,
  );
  return (
    <FormButton
      name={t('arrival.state')}
      of={`#${id}`}
      title={t('arrival.title', { id })}
      fields={fields}
      initial={() => ({ countedAs: 'REPORTED' })}
      send={t('arrival.state')}
      save={arrive}
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
    { kind: 'choice', name: 'cluster', label: t('clusters.cluster'), optional: true, choices: choicesOf((capacity?.clusters ?? []).map(({ name }) => name)) },
    { kind: 'choice', name: 'model', label: t('declared.model'), required: true, choices: choicesOf((models?.items ?? []).map(({ name }) => name)) },
    { kind: 'number', name: 'devices', label: t('reservation.devices'), least: 1, whole: true, required: true },
    { kind: 'instant', name: 'expectedAt', label: t('delivery.expected'), required: true },
    { kind: 'text', name: 'document', label: t('declared.document') },
  ];
}
