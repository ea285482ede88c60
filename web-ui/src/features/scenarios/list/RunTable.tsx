import type { TableColumnsType } from 'antd';
import { Link } from 'react-router';
import type { ScenarioRun } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useClocks } from '../../../shared/time/planClock';
import { Bar } from '../../../shared/ui/Bar';
import { DataList } from '../../../shared/ui/DataList';
import { Tag, type Tone } from '../../../shared/ui/Tag';
import { TwoLines } from '../../../shared/ui/TwoLines';

/** Runs of scenarios, the newest first. */
export function RunTable({ runs }: { runs: ScenarioRun[] }) {
  const t = useTranslate();
  const format = useFormat();
  const { wallNow } = useClocks();
  const asked = ({ createdAt, createdBy }: ScenarioRun) => (
    <TwoLines first={format.ago(wallNow - Date.parse(createdAt))} second={createdBy} hint={format.fullTime(Date.parse(createdAt))} />
  );
  const columns: TableColumnsType<ScenarioRun> = [
    { title: t('scenarioRuns.run'), key: 'run', render: (_, run) => <RunName run={run} /> },
    { title: t('scenarios.mode'), key: 'mode', width: 130, render: (_, { mode }) => t(`scenarioMode.${mode}`) },
    { title: t('scenarioRuns.state'), key: 'state', width: 130, render: (_, run) => <RunState run={run} /> },
    { title: t('scenarioRuns.progress'), key: 'progress', width: 170, render: (_, run) => <Progress run={run} /> },
    { title: t('scenarioRuns.asked'), key: 'asked', width: 150, render: (_, run) => asked(run) },
    { title: t('scenarioRuns.took'), key: 'took', width: 100, align: 'right', render: (_, run) => <Took run={run} /> },
  ];
  return (
    <DataList
      label={t('scenarioRuns.title')}
      rows={runs}
      rowKey="id"
      columns={columns}
      card={(run) => (
        <>
          <div className="card-line">
            <RunName run={run} />
            <RunState run={run} />
          </div>
          <Progress run={run} />
          <div className="card-line muted">{asked(run)}</div>
        </>
      )}
    />
  );
}

function RunName({ run: { id, name } }: { run: ScenarioRun }) {
  return (
    <Link className="strong-link" to={`/scenarios/runs/${id}`}>
      {name} #{id}
    </Link>
  );
}

const TONES: Record<ScenarioRun['state'], Tone> = {
  QUEUED: 'neutral',
  RUNNING: 'accent',
  SUCCEEDED: 'good',
  FAILED: 'bad',
  CANCELLED: 'warn',
};

export function RunState({ run: { state } }: { run: ScenarioRun }) {
  const t = useTranslate();
  return <Tag tone={TONES[state]}>{t(`scenarioState.${state}`)}</Tag>;
}

/** How many of its searches are done: two for each seed. */
export function Progress({ run }: { run: ScenarioRun }) {
  const t = useTranslate();
  const searches = run.seeds.length * 2;
  const { solvesDone } = run.progress;
  return (
    <div>
      <Bar share={solvesDone / searches} label={t('scenarioRuns.progressOf', { name: `${run.name} #${run.id}` })} />
      <span className="muted number">{t('scenarioRuns.searches', { done: solvesDone, of: searches })}</span>
    </div>
  );
}

function Took({ run: { startedAt, endedAt } }: { run: ScenarioRun }) {
  const format = useFormat();
  return startedAt === null || endedAt === null ? (
    <span className="muted">–</span>
  ) : (
    <span className="number">{format.duration(Date.parse(endedAt) - Date.parse(startedAt))}</span>
  );
}
