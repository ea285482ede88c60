import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { acceleratorModelsQuery } from '../../../shared/api/catalogueQueries';
import { partitionsQuery } from '../../../shared/api/clusterQueries';
import { capacityQuery } from '../../../shared/api/queries';
import { deliveriesQuery } from '../../../shared/api/registerQueries';
import { targetsQuery, tenantsQuery } from '../../../shared/api/tenantQueries';
import type { Delivery } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import type { Control } from './kinds';

export interface Choice {
  value: string | number;
  label: string;
}

const TENANT_KINDS = ['INCUBATOR', 'TRAINING_GROUND', 'ENABLING_CENTRE', 'SERVICE_OPERATOR'] as const;
const SECTORS = ['FINANCE', 'MEDICAL', 'AUTOMOTIVE', 'MANUFACTURING', 'AGRICULTURE', 'EDUCATION', 'ENERGY', 'OTHER'] as const;
const JOB_KINDS = ['TRAINING', 'INFERENCE'] as const;
const PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'CRITICAL'] as const;
const FATES = ['RESTART', 'WAIT'] as const;

export type ChoiceOf = Extract<Control, { by: 'choice' }>['of'];

/** What is still to come. */
export const announcedOf = (deliveries: readonly Delivery[] | undefined) =>
  (deliveries ?? []).filter(({ state }) => state === 'ANNOUNCED');

/** What each field may name, as the city is now. */
export function useChoices(): (of: ChoiceOf) => Choice[] {
  const api = useApi();
  const t = useTranslate();
  const format = useFormat();
  const { data: capacity } = useQuery(capacityQuery(api));
  const { data: partitions } = useQuery(partitionsQuery(api, null));
  const { data: tenants } = useQuery(tenantsQuery(api));
  const { data: models } = useQuery(acceleratorModelsQuery(api));
  const { data: targets } = useQuery(targetsQuery(api));
  const { data: deliveries } = useQuery(deliveriesQuery(api));
  return (of) => {
    switch (of) {
      case 'clusters':
        return (capacity?.clusters ?? []).map(({ name }) => ({ value: name, label: name }));
      case 'partitions':
        return (partitions ?? [])
          .map(({ cluster, name }) => `${cluster}/${name}`)
          .map((key) => ({ value: key, label: key }));
      case 'tenants':
        return (tenants?.items ?? []).map(({ name }) => ({ value: name, label: name }));
      case 'models':
        return (models?.items ?? []).map(({ key }) => ({ value: key, label: key }));
      case 'targets':
        return (targets?.items ?? [])
          .filter(({ level, scope }) => level !== null && (scope === 'CITY' || level === 'ALLOCATED'))
          .map(({ id, name }) => ({ value: String(id), label: name }));
      case 'deliveries':
        return announcedOf(deliveries).map(({ id, devices, model, operator, expectedAt }) => ({
          value: id,
          label: t('overlay.deliveryOf', {
            devices: format.count(devices),
            model,
            operator,
            date: format.day(Date.parse(expectedAt)),
          }),
        }));
      case 'tenantKind':
        return TENANT_KINDS.map((kind) => ({ value: kind, label: t(`tenantKind.${kind}`) }));
      case 'sector':
        return SECTORS.map((sector) => ({ value: sector, label: t(`sector.${sector}`) }));
      case 'jobKind':
        return JOB_KINDS.map((kind) => ({ value: kind, label: t(`jobKind.${kind}`) }));
      case 'priority':
        return PRIORITIES.map((priority) => ({ value: priority, label: t(`priority.${priority}`) }));
      case 'fate':
        return FATES.map((fate) => ({ value: fate, label: t(`fate.${fate}`) }));
    }
  };
}
