import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { Run } from '../api/types';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { useClocks } from '../time/planClock';
import { DataList } from '../ui/DataList';
import { TwoLines } from '../ui/TwoLines';
import { useSaid } from '../ui/useSaid';
import { JobName } from './JobName';
import { runReason } from './runReason';
import { RunTag } from './RunTag';
import { Where } from './Where';

export function EndedTable({ runs }: { runs: Run[] }) {
  const t = useTranslate();
  const columns = useMemo(
    (): TableColumnsType<Run> => [
      { title: t('job.job'), key: 'job', render: (_, run) => <EndedJob run={run} /> },
      {
        title: t('ended.outcome'),
        key: 'outcome',
        width: 100,
        render: (_, { state }) => <RunTag state={state} />,
      },
      { title: t('running.where'), key: 'where', width: 220, render: (_, run) => <Where run={run} /> },
      { title: t('ended.at'), key: 'at', width: 180, render: (_, run) => <EndedAt run={run} /> },
      {
        title: t('ended.duration'),
        key: 'duration',
        align: 'right',
        width: 120,
        render: (_, run) => <RanFor run={run} />,
      },
      { title: t('ended.reason'), key: 'reason', width: 380, render: (_, run) => <Reason run={run} /> },
    ],
    [t],
  );
  return (
    <DataList
      label={t('ended.title')}
      rows={runs}
      rowKey="id"
      columns={columns}
      card={(run) => (
        <>
          <div className="card-line">
            <EndedJob run={run} />
            <RunTag state={run.state} />
          </div>
          <div className="card-line">
            <Where run={run} />
            <EndedAt run={run} />
          </div>
          {hasReason(run) ? <Reason run={run} /> : null}
        </>
      )}
    />
  );
}

function EndedJob({ run }: { run: Run }) {
  return <JobName id={run.jobId} name={run.jobName} tenant={run.tenant} kind={run.kind} />;
}

function EndedAt({ run }: { run: Run }) {
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  if (run.ended === null) {
    return <span className="muted">–</span>;
  }
  const at = Date.parse(run.ended);
  return (
    <TwoLines
      first={format.moment(at, planNow ?? wallNow)}
      second={planNow === null ? undefined : format.ago(planNow - at)}
      hint={format.fullTime(at)}
    />
  );
}

function RanFor({ run }: { run: Run }) {
  const format = useFormat();
  return run.started === null || run.ended === null ? (
    <span className="muted">–</span>
  ) : (
    format.duration(Date.parse(run.ended) - Date.parse(run.started))
  );
}

function hasReason({ reason, stopReason, exitCode, attempt, message }: Run) {
  const text = reason ?? stopReason ?? message;
  return text !== null || (exitCode ?? 0) !== 0 || attempt > 1;
}

function Reason({ run }: { run: Run }) {
  const t = useTranslate();
  const { words } = useSaid();
  if (!hasReason(run)) {
    return <span className="muted">–</span>;
  }
  const facts = [
    runReason(run, t),
    run.exitCode === null || run.exitCode === 0 ? null : t('ended.exitCode', { code: run.exitCode }),
    run.attempt > 1 ? t('ended.attempt', { attempt: run.attempt }) : null,
  ].filter((fact) => fact !== null);
  const message = run.message === null ? undefined : words(run.message);
  return <TwoLines first={facts.join(' · ')} second={message} hint={message ?? ''} />;
}
