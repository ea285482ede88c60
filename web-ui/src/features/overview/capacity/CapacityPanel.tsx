import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useApi } from '../../../shared/api/ApiContext';
import { capacityQuery } from '../../../shared/api/queries';
import { targetsQuery } from '../../../shared/api/tenantQueries';
import type { Capacity } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { ErrorBoundary } from '../../../shared/ui/ErrorBoundary';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';
import { CapacityNotes } from '../../../shared/capacity/CapacityNotes';
import { Funnel } from '../../../shared/capacity/Funnel';
import './CapacityPanel.css';

const ModelCapacity = lazy(() => import('./ModelCapacity'));

export function CapacityPanel() {
  const t = useTranslate();
  const api = useApi();
  const capacity = useQuery(capacityQuery(api));
  const { data: targets } = useQuery(targetsQuery(api));
  return (
    <Section
      className="capacity"
      title={t('capacity.title')}
      note={capacity.data === undefined ? undefined : <Basis basis={capacity.data.basis} />}
    >
      <Loaded
        query={capacity}
        lines={8}
        empty={{ when: isEmpty, text: t('capacity.empty') }}
      >
        {({ city, models }) => (
          <div className="capacity-body">
            <Funnel funnel={city} {...(targets === undefined ? {} : { targets: targets.items })} />
            <CapacityNotes installed={city.installed} />
            {models.length === 0 ? null : (
              <ErrorBoundary fallback={null}>
                <Suspense fallback={<div className="capacity-models-wait" />}>
                  <ModelCapacity models={models} />
                </Suspense>
              </ErrorBoundary>
            )}
          </div>
        )}
      </Loaded>
    </Section>
  );
}

function isEmpty({ city }: Capacity): boolean {
  return city.installed.milliDevices === 0 && (city.declared?.milliDevices ?? 0) === 0;
}

/** No figure without its basis. */
function Basis({ basis }: { basis: Capacity['basis'] }) {
  const t = useTranslate();
  return t('capacity.basis', {
    precision: basis.precision,
    sparsity: basis.sparsity === 'DENSE' ? t('capacity.basis.DENSE') : t('capacity.basis.SPARSE'),
    peak: basis.peak === 'VENDOR' ? t('capacity.basis.VENDOR') : basis.peak,
  });
}
