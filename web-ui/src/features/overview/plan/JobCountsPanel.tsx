import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { jobCountsQuery } from '../../../shared/api/queries';
import type { JobCounts } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';

const STATES: readonly (keyof JobCounts)[] = [
  'queued',
  'scheduled',
  'active',
  'suspended',
  'succeeded',
  'failed',
  'cancelled',
];

export function JobCountsPanel() {
  const t = useTranslate();
  const format = useFormat();
  const counts = useQuery(jobCountsQuery(useApi()));
  return (
    <Section title={t('counts.title')}>
      <Loaded query={counts} lines={6}>
        {(byState) => (
          <dl className="facts">
            {STATES.map((state) => (
              <div key={state}>
                <dt>{t(`jobState.${state}`)}</dt>
                <dd className={byState[state] === 0 ? 'facts-zero' : undefined}>
                  {format.count(byState[state])}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Loaded>
    </Section>
  );
}
