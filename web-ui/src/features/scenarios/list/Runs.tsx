import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { scenarioRunsQuery } from '../../../shared/api/scenarioQueries';
import { usePages } from '../../../shared/api/usePages';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Loaded } from '../../../shared/ui/Loaded';
import { Pager } from '../../../shared/ui/Pager';
import { Section } from '../../../shared/ui/Section';
import { RunTable } from './RunTable';

const PAGE = 10;

/** The runs of one scenario, or of all. */
export function Runs({ scenario }: { scenario: number | null }) {
  const t = useTranslate();
  const pages = usePages(PAGE);
  const runs = useQuery(scenarioRunsQuery(useApi(), scenario, { cursor: pages.cursor, limit: pages.limit }));
  return (
    <Section title={t('scenarioRuns.title')} extra={<Pager pages={pages} page={runs.data} />}>
      <Loaded query={runs} empty={{ when: ({ items }) => items.length === 0, text: t('scenarioRuns.empty') }}>
        {({ items }) => <RunTable runs={items} />}
      </Loaded>
    </Section>
  );
}
