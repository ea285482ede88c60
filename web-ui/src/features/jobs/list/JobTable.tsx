import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { Job } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Ask } from '../../../shared/job/Ask';
import { Conditions } from '../../../shared/job/Conditions';
import { JobName } from '../../../shared/job/JobName';
import { JobTag, PriorityTag } from '../../../shared/job/JobTags';
import { PredictedStart } from '../../../shared/job/PredictedStart';
import { useClocks } from '../../../shared/time/planClock';
import { DataList } from '../../../shared/ui/DataList';

const WAITS: ReadonlySet<Job['state']> = new Set(['QUEUED', 'SCHEDULED', 'SUSPENDED']);

export function JobTable({ jobs }: { jobs: Job[] }) {
  const t = useTranslate();
  const columns = useMemo(
    (): TableColumnsType<Job> => [
      { title: t('job.job'), key: 'job', render: (_, job) => <JobName {...job} /> },
      { title: t('jobs.state'), key: 'state', width: 92, render: (_, { state }) => <JobTag state={state} /> },
      { title: t('job.ask'), key: 'ask', width: 150, render: (_, job) => <Ask job={job} /> },
      {
        title: t('job.priority'),
        key: 'priority',
        width: 80,
        render: (_, { priorityClass }) => <PriorityTag value={priorityClass} />,
      },
      { title: t('queue.start'), key: 'start', width: 200, render: (_, job) => <Start job={job} /> },
      {
        title: t('queue.reasons'),
        key: 'reasons',
        width: 280,
        render: (_, { conditions }) => <Conditions conditions={conditions} />,
      },
      {
        title: t('jobs.submitted'),
        key: 'submitted',
        align: 'right',
        width: 130,
        render: (_, job) => <Submitted job={job} />,
      },
    ],
    [t],
  );
  return (
    <DataList
      label={t('jobs.title')}
      rows={jobs}
      rowKey="id"
      columns={columns}
      card={(job) => (
        <>
          <div className="card-line">
            <JobName {...job} />
            <span>
              <JobTag state={job.state} /> <PriorityTag value={job.priorityClass} />
            </span>
          </div>
          <div className="card-line">
            <Ask job={job} />
            <Start job={job} />
          </div>
          {job.conditions.length === 0 ? null : <Conditions conditions={job.conditions} />}
        </>
      )}
    />
  );
}

function Start({ job }: { job: Job }) {
  return WAITS.has(job.state) ? <PredictedStart job={job} /> : <span className="muted">–</span>;
}

function Submitted({ job }: { job: Job }) {
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const at = Date.parse(job.submittedAt);
  return <span title={format.fullTime(at)}>{format.moment(at, planNow ?? wallNow)}</span>;
}
