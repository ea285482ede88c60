import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { jobCountsQuery } from '../../../shared/api/queries';
import type { JobCounts } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Fact, Facts } from '../../../shared/ui/Facts';
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
          <Facts>
            {STATES.map((state) => (
              <Fact key={state} name={t(`jobState.${state}`)} quiet={byState[state] === 0}>
                {format.count(byState[state])}
              </Fact>
            ))}
          </Facts>
        )}
      </Loaded>
    </Section>
  );
}
