import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { clustersQuery } from '../../../shared/api/queries';
import { usePages } from '../../../shared/api/usePages';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { Section } from '../../../shared/ui/Section';
import { ClusterTable } from './ClusterTable';

const PAGE = 20;

export function ClustersPanel() {
  const t = useTranslate();
  const pages = usePages(PAGE);
  const clusters = useQuery(clustersQuery(useApi(), { cursor: pages.cursor, limit: PAGE }));
  return (
    <Section
      className="full"
      title={t('clusters.title')}
      extra={<Pager pages={pages} page={clusters.data} />}
    >
      <Loaded
        query={clusters}
        empty={{ when: ({ items }) => items.length === 0, text: t('clusters.empty') }}
      >
        {({ items }) => <ClusterTable clusters={items} />}
      </Loaded>
    </Section>
  );
}
