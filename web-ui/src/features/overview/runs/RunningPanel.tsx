import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { jobCountsQuery, runsQuery } from '../../../shared/api/queries';
import { usePages } from '../../../shared/api/usePages';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { useRoomFor } from '../../../shared/ui/useMedia';
import { Section } from '../../../shared/ui/Section';
import { RunningTable } from '../../../shared/job/RunningTable';

const PAGE = { table: 25, cards: 8 };

export function RunningPanel() {
  const t = useTranslate();
  const api = useApi();
  const pages = usePages(useRoomFor(PAGE));
  const runs = useQuery(runsQuery(api, true, { cursor: pages.cursor, limit: pages.limit }));
  // A job that is active has exactly one active run.
  const { data: counts } = useQuery(jobCountsQuery(api));
  return (
    <Section
      className="running"
      title={t('running.title')}
      extra={<Pager pages={pages} page={runs.data} total={counts?.active} />}
    >
      <Loaded
        query={runs}
        lines={8}
        empty={{ when: ({ items }) => items.length === 0, text: t('running.empty') }}
      >
        {({ items }) => <RunningTable runs={items} />}
      </Loaded>
    </Section>
  );
}
