import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { Run } from '../api/types';
import { useTranslate } from '../i18n/LanguageContext';
import { DataList } from '../ui/DataList';
import { JobName } from './JobName';
import { Progress } from './Progress';
import { RunTag } from './RunTag';
import { Where } from './Where';

export function RunningTable({ runs }: { runs: Run[] }) {
  const t = useTranslate();
  const columns = useMemo(
    (): TableColumnsType<Run> => [
      { title: t('job.job'), key: 'job', render: (_, run) => <RunJob run={run} /> },
      { title: t('running.where'), key: 'where', width: 170, render: (_, run) => <Where run={run} /> },
      {
        title: t('running.progress'),
        key: 'progress',
        width: 196,
        render: (_, run) => <StateAndProgress run={run} />,
      },
    ],
    [t],
  );
  return (
    <DataList
      label={t('running.title')}
      rows={runs}
      rowKey="id"
      columns={columns}
      maxHeight={560}
      card={(run) => (
        <>
          <div className="card-line">
            <RunJob run={run} />
            <Where run={run} />
          </div>
          <StateAndProgress run={run} />
        </>
      )}
    />
  );
}

/** That a run runs is what its progress says; another state is worth a word. */
function StateAndProgress({ run }: { run: Run }) {
  return (
    <>
      {run.state === 'RUNNING' ? null : <RunTag state={run.state} />}
      {run.started === null ? null : <Progress run={run} />}
    </>
  );
}

function RunJob({ run }: { run: Run }) {
  return <JobName id={run.jobId} name={run.jobName} tenant={run.tenant} kind={run.kind} />;
}
