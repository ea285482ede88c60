import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { runsQuery } from '../../../shared/api/queries';
import { usePages } from '../../../shared/api/usePages';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { useRoomFor } from '../../../shared/ui/useMedia';
import { Section } from '../../../shared/ui/Section';
import { EndedTable } from '../../../shared/job/EndedTable';

const PAGE = { table: 10, cards: 5 };

export function EndedPanel() {
  const t = useTranslate();
  const pages = usePages(useRoomFor(PAGE));
  const runs = useQuery(runsQuery(useApi(), false, { cursor: pages.cursor, limit: pages.limit }));
  return (
    <Section
      className="full"
      title={t('ended.title')}
      extra={<Pager pages={pages} page={runs.data} />}
    >
      <Loaded
        query={runs}
        empty={{ when: ({ items }) => items.length === 0, text: t('ended.empty') }}
      >
        {({ items }) => <EndedTable runs={items} />}
      </Loaded>
    </Section>
  );
}
