import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { scenariosQuery } from '../../shared/api/scenarioQueries';
import { usePages } from '../../shared/api/usePages';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Loaded } from '../../shared/ui/Loaded';
import { Pager } from '../../shared/ui/Pager';
import { Section } from '../../shared/ui/Section';
import { Runs } from './list/Runs';
import { ScenarioTable } from './list/ScenarioTable';
import './Scenarios.css';

const PAGE = 20;

/** Scenarios and what was run of them. */
export default function ScenariosPage() {
  const t = useTranslate();
  const sees = useMay('seeScenarios');
  const mayChange = useMay('changeScenarios');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('scenarios.title')}</h1>
        {mayChange ? (
          <Link className="page-action" to="/scenarios/new">
            {t('scenarios.new')}
          </Link>
        ) : null}
      </div>
      {sees ? (
        <>
          <Scenarios />
          <Runs scenario={null} />
        </>
      ) : (
        <p role="alert">{t('query.forbidden')}</p>
      )}
    </div>
  );
}

function Scenarios() {
  const t = useTranslate();
  const pages = usePages(PAGE);
  const scenarios = useQuery(scenariosQuery(useApi(), { cursor: pages.cursor, limit: pages.limit }));
  return (
    <Section title={t('scenarios.all')} extra={<Pager pages={pages} page={scenarios.data} />}>
      <Loaded query={scenarios} empty={{ when: ({ items }) => items.length === 0, text: t('scenarios.empty') }}>
        {({ items }) => <ScenarioTable scenarios={items} />}
      </Loaded>
    </Section>
  );
}
