import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { jobCountsQuery, waitingJobsQuery } from '../../../shared/api/queries';
import { usePages } from '../../../shared/api/usePages';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { Section } from '../../../shared/ui/Section';
import { QueueTable } from './QueueTable';

const PAGE = 25;

export function QueuePanel() {
  const t = useTranslate();
  const api = useApi();
  const pages = usePages(PAGE);
  const jobs = useQuery(waitingJobsQuery(api, { cursor: pages.cursor, limit: PAGE }));
  const { data: counts } = useQuery(jobCountsQuery(api));
  const total = counts && counts.QUEUED + counts.SCHEDULED + counts.SUSPENDED;
  return (
    <Section title={t('queue.title')} extra={<Pager pages={pages} page={jobs.data} total={total} />}>
      <Loaded
        query={jobs}
        lines={8}
        empty={{ when: ({ items }) => items.length === 0, text: t('queue.empty') }}
      >
        {({ items }) => <QueueTable jobs={items} />}
      </Loaded>
    </Section>
  );
}
