import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { jobRunsQuery } from '../../../shared/api/jobQueries';
import type { Run } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { RunCards } from '../../../shared/job/RunCards';
import { Loaded } from '../../../shared/ui/Loaded';
import { Section } from '../../../shared/ui/Section';

/** Every attempt at the job, newest first. */
export function JobRuns({ jobId }: { jobId: number }) {
  const t = useTranslate();
  const runs = useQuery(jobRunsQuery(useApi(), jobId));
  return (
    <Section className="full" title={t('runs.title')}>
      <Loaded query={runs} empty={{ when: ({ items }) => items.length === 0, text: t('runs.empty') }}>
        {({ items }: { items: Run[] }) => <RunCards runs={items} />}
      </Loaded>
    </Section>
  );
}
