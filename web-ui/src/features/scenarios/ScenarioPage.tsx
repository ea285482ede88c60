import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { scenarioQuery } from '../../shared/api/scenarioQueries';
import type { Scenario } from '../../shared/api/types';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Action } from '../../shared/ui/Action';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import type { Change } from './editor/draft';
import { Runs } from './list/Runs';
import { AskRun } from './run/AskRun';
import { ChangeWords } from './run/ChangeWords';
import './Scenarios.css';

/** One scenario: what it says, its runs, and the way to another. */
export default function ScenarioPage() {
  const t = useTranslate();
  const id = Number(useParams().id);
  const scenario = useQuery(scenarioQuery(useApi(), id));
  const mayChange = useMay('changeScenarios');
  return (
    <div className="page">
      <div className="page-head">
        <h1>{scenario.data?.name ?? t('scenarios.scenario')}</h1>
        <Link className="page-crumb" to="/scenarios">
          {t('scenarios.title')}
        </Link>
        {mayChange && scenario.data !== undefined ? <Actions scenario={scenario.data} /> : null}
      </div>
      <Loaded query={scenario}>
        {({ description, mode, changes }) => (
          <>
            <Section title={t('scenarios.changes')} note={t(`scenarioMode.${mode}`)}>
              {description === '' ? null : <p className="scenario-text">{description}</p>}
              <ChangeWords changes={changes as unknown as Change[]} />
            </Section>
            {mayChange ? (
              <Section title={t('scenarioRuns.new')}>
                <AskRun scenario={id} />
              </Section>
            ) : null}
            <Runs scenario={id} />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Actions({ scenario }: { scenario: Scenario }) {
  const t = useTranslate();
  const remove = useRemove(scenario);
  return (
    <div className="page-actions">
      <Link className="page-action-quiet" to={`/scenarios/${scenario.id}/edit`}>
        {t('scenarios.edit')}
      </Link>
      <Action name={t('scenarios.delete')} sure={t('scenarios.delete.sure')} danger act={remove} />
    </div>
  );
}

function useRemove({ id, version }: Scenario) {
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      api.DELETE('/api/v1/scenarios/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } } }),
    onSuccess: async () => {
      await navigate('/scenarios');
      await queries.invalidateQueries({ queryKey: ['scenarios'] });
    },
  });
}
