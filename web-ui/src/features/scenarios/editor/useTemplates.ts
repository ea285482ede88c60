import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { capacityQuery } from '../../../shared/api/queries';
import { deliveriesQuery } from '../../../shared/api/registerQueries';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useClocks } from '../../../shared/time/planClock';
import type { Draft } from './draft';
import { announcedOf } from './useChoices';

export interface Template {
  key: 'surge' | 'cluster' | 'delivery';
  title: string;
  draft: Omit<Draft, 'planVersion'>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEKS_AHEAD = 182;

/** What planners ask most, filled in with the city as it is; what it has nothing for is left out. */
export function useTemplates(): Template[] {
  const api = useApi();
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const { data: capacity } = useQuery(capacityQuery(api));
  const { data: deliveries } = useQuery(deliveriesQuery(api));
  const tomorrow = Math.ceil((planNow ?? wallNow) / HOUR) * HOUR + DAY;
  const at = (millis: number) => new Date(millis).toISOString().replace('.000Z', 'Z');
  const largest = capacity?.clusters.toSorted(
    (one, other) => other.funnel.schedulable.pflops - one.funnel.schedulable.pflops,
  )[0];
  const delivery = announcedOf(deliveries).toSorted((one, other) => other.devices - one.devices)[0];
  const templates: Template[] = [
    {
      key: 'surge',
      title: t('template.surge'),
      draft: {
        name: 'medical-surge',
        description: t('template.surge.text'),
        mode: 'OPERATIONAL',
        horizonDays: null,
        changes: [{ type: 'DEMAND_SCALED', sector: 'MEDICAL', factor: 2 }],
      },
    },
  ];
  if (largest !== undefined) {
    templates.push({
      key: 'cluster',
      title: t('template.cluster', { cluster: largest.name }),
      draft: {
        name: `${largest.name}-lost`,
        description: t('template.cluster.text', { cluster: largest.name }),
        mode: 'OPERATIONAL',
        horizonDays: null,
        changes: [{ type: 'CLUSTER_LOST', cluster: largest.name, from: at(tomorrow), until: at(tomorrow + 3 * DAY) }],
      },
    });
  }
  if (delivery !== undefined) {
    const what = `${format.count(delivery.devices)} × ${delivery.model}`;
    templates.push({
      key: 'delivery',
      title: t('template.delivery', { what }),
      draft: {
        name: `delivery-${delivery.id}-late`,
        description: t('template.delivery.text', { what }),
        mode: 'STRATEGIC',
        horizonDays: WEEKS_AHEAD,
        changes: [{ type: 'DELIVERY_LATE', delivery: delivery.id, by: 'P30D' }],
      },
    });
  }
  return templates;
}
