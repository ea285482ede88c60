import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link, useParams } from 'react-router';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import { ended, scenarioResultQuery, scenarioRunQuery } from '../../shared/api/scenarioQueries';
import type { ScenarioRun } from '../../shared/api/types';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Action } from '../../shared/ui/Action';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { Compared } from './compare/Compared';
import { Exports } from './compare/Exports';
import type { Change } from './editor/draft';
import { Progress, RunState } from './list/RunTable';
import { ChangeWords } from './run/ChangeWords';
import './Scenarios.css';

const ScoreCurve = lazy(() => import('./run/ScoreCurve'));

/** One run: how far it is, and what it came to. */
export default function ScenarioRunPage() {
  const t = useTranslate();
  const id = Number(useParams().id);
  const run = useQuery(scenarioRunQuery(useApi(), id));
  const scenario = run.data?.scenario ?? null;
  return (
    <div className="page">
      <div className="page-head">
        <h1>{run.data === undefined ? t('scenarioRuns.run') : `${run.data.name} #${id}`}</h1>
        <Link className="page-crumb" to={scenario === null ? '/scenarios' : `/scenarios/${scenario}`}>
          {t('scenarios.scenario')}
        </Link>
        {run.data === undefined ? null : (
          <>
            <RunState run={run.data} />
            <Actions run={run.data} />
          </>
        )}
      </div>
      <Loaded query={run}>{(found) => <Run run={found} />}</Loaded>
    </div>
  );
}

function Run({ run }: { run: ScenarioRun }) {
  const t = useTranslate();
  return (
    <>
      <Section title={t('scenarios.changes')} note={t(`scenarioMode.${run.mode}`)}>
        <ChangeWords changes={run.changes as unknown as Change[]} />
      </Section>
      {run.failure === null ? null : (
        <p className="scenario-text" role="alert" lang="en">
          {run.failure}
        </p>
      )}
      {run.state === 'SUCCEEDED' ? <Result run={run} /> : null}
      <Section title={t('scenarioRuns.searching')} note={t('scenarioRuns.seedsOf', { seeds: run.seeds.join(', '), steps: run.steps })}>
        <div className="run-progress">
          <Progress run={run} />
          {run.progress.curve.length === 0 ? null : (
            <Suspense fallback={null}>
              <ScoreCurve curve={run.progress.curve} />
            </Suspense>
          )}
        </div>
      </Section>
    </>
  );
}

function Result({ run }: { run: ScenarioRun }) {
  const result = useQuery(scenarioResultQuery(useApi(), run.id));
  return (
    <Loaded query={result} lines={12}>
      {({ comparison }) => <Compared comparison={comparison} mode={run.mode} />}
    </Loaded>
  );
}

function Actions({ run }: { run: ScenarioRun }) {
  const t = useTranslate();
  const mayChange = useMay('changeScenarios');
  const cancel = useCancel(run.id);
  return (
    <div className="page-actions">
      {run.state === 'SUCCEEDED' ? <Exports run={run} /> : null}
      {mayChange && !ended(run) && !run.cancelAsked ? (
        <Action name={t('scenarioRuns.cancel')} sure={t('scenarioRuns.cancel.sure')} danger act={cancel} />
      ) : null}
      {run.cancelAsked && !ended(run) ? <span className="muted">{t('scenarioRuns.cancelling')}</span> : null}
    </div>
  );
}

function useCancel(id: number) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => bodyOf(api.POST('/api/v1/scenario-runs/{id}/cancel', { params: { path: { id } }, body: {} })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['scenarios'] }),
  });
}
