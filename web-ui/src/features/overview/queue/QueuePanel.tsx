import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { jobCountsQuery, waitingJobsQuery } from '../../../shared/api/queries';
import { usePages } from '../../../shared/api/usePages';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { useRoomFor } from '../../../shared/ui/useMedia';
import { Section } from '../../../shared/ui/Section';
import { QueueTable } from './QueueTable';

const PAGE = { table: 25, cards: 8 };

export function QueuePanel() {
  const t = useTranslate();
  const api = useApi();
  const pages = usePages(useRoomFor(PAGE));
  const jobs = useQuery(waitingJobsQuery(api, { cursor: pages.cursor, limit: pages.limit }));
  const { data: counts } = useQuery(jobCountsQuery(api));
  const total = counts && counts.queued + counts.scheduled + counts.suspended;
  return (
    <Section className="waiting" title={t('queue.title')} extra={<Pager pages={pages} page={jobs.data} total={total} />}>
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
