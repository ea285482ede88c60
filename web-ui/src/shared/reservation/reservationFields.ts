import { useQuery } from '@tanstack/react-query';
import { useApi } from '../api/ApiContext';
import { partitionsQuery } from '../api/clusterQueries';
import { capacityQuery } from '../api/queries';
import { tenantsQuery } from '../api/tenantQueries';
import { choicesOf, type FormField } from '../form/fields';
import { useTranslate } from '../i18n/LanguageContext';
import { useMay } from '../session/permissions';
import { useSession } from '../session/SessionContext';
import { type ReservationDraft, WEEKDAYS } from './reservationDraft';

/** The fields of a reservation, with the clusters, partitions and tenants there are. */
export function useReservationFields(): readonly FormField<ReservationDraft>[] {
  const t = useTranslate();
  const api = useApi();
  const { who } = useSession();
  const seesTenants = useMay('seeTenants');
  const { data: capacity } = useQuery(capacityQuery(api));
  const { data: partitions = [] } = useQuery(partitionsQuery(api, null));
  const { data: tenants } = useQuery({ ...tenantsQuery(api), enabled: seesTenants });
  const clusters = who.cluster === null ? (capacity?.clusters ?? []).map(({ name }) => name) : [who.cluster];
  const partial = (draft: ReservationDraft) => draft.extent !== 'ALL';
  const recurs = (draft: ReservationDraft) => draft.frequency !== 'NEVER';
  return [
    { kind: 'choice', name: 'cluster', label: t('clusters.cluster'), choices: choicesOf(clusters), required: true },
    {
      kind: 'choice',
      name: 'extent',
      label: t('reservation.extent'),
      choices: (['ALL', 'DEVICES', 'NODES'] as const).map((value) => ({ value, label: t(`reservation.extent.${value}`) })),
    },
    {
      kind: 'choice',
      name: 'partition',
      label: t('reservation.partition'),
      optional: true,
      placeholder: t('reservation.partition.all'),
      choices: ({ cluster }) => choicesOf(partitions.filter((each) => each.cluster === cluster).map(({ name }) => name)),
    },
    { kind: 'number', name: 'devices', label: t('reservation.devices'), least: 1, whole: true, required: true, when: (draft) => draft.extent === 'DEVICES' },
    { kind: 'number', name: 'nodes', label: t('reservation.nodes'), least: 1, whole: true, required: true, when: (draft) => partial(draft) && draft.extent === 'NODES' },
    seesTenants
      ? {
          kind: 'choice',
          name: 'tenant',
          label: t('reservation.tenant'),
          optional: true,
          placeholder: t('reservation.maintenance'),
          hint: t('reservation.tenant.hint'),
          choices: choicesOf((tenants?.items ?? []).map(({ name }) => name)),
        }
      : { kind: 'text', name: 'tenant', label: t('reservation.tenant'), hint: t('reservation.tenant.hint') },
    { kind: 'instant', name: 'start', label: t('reservation.start'), required: true },
    { kind: 'instant', name: 'end', label: t('reservation.end'), hint: t('reservation.end.hint') },
    {
      kind: 'choice',
      name: 'frequency',
      label: t('reservation.frequency'),
      path: 'recurrence.frequency',
      choices: (['NEVER', 'DAILY', 'WEEKLY'] as const).map((value) => ({ value, label: t(`frequency.${value}`) })),
    },
    { kind: 'number', name: 'interval', label: t('reservation.interval'), path: 'recurrence.interval', least: 1, whole: true, when: recurs },
    {
      kind: 'choices',
      name: 'weekdays',
      label: t('reservation.weekdays'),
      hint: t('reservation.weekdays.hint'),
      path: 'recurrence.weekdays',
      choices: WEEKDAYS.map((value) => ({ value, label: t(`weekday.${value}`) })),
      when: (draft) => draft.frequency === 'WEEKLY',
    },
    { kind: 'instant', name: 'until', label: t('reservation.until'), path: 'recurrence.until', when: recurs },
    { kind: 'text', name: 'reason', label: t('reservation.reason') },
  ];
}
