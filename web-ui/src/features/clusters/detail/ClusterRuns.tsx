import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { clusterRunsQuery } from '../../../shared/api/clusterQueries';
import { usePages } from '../../../shared/api/usePages';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { RunningTable } from '../../../shared/job/RunningTable';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { Section } from '../../../shared/ui/Section';
import { useRoomFor } from '../../../shared/ui/useMedia';

const PAGE = { table: 20, cards: 6 };

export function ClusterRuns({ cluster }: { cluster: string }) {
  const t = useTranslate();
  const pages = usePages(useRoomFor(PAGE));
  const runs = useQuery(clusterRunsQuery(useApi(), cluster, { cursor: pages.cursor, limit: pages.limit }));
  return (
    <Section className="full" title={t('running.title')} extra={<Pager pages={pages} page={runs.data} />}>
      <Loaded query={runs} empty={{ when: ({ items }) => items.length === 0, text: t('running.empty') }}>
        {({ items }) => <RunningTable runs={items} />}
      </Loaded>
    </Section>
  );
}
