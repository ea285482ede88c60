import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { Job } from '../../../shared/api/types';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { DataList } from '../../../shared/ui/DataList';
import { JobName } from '../../../shared/job/JobName';
import { PriorityTag } from '../../../shared/job/JobTags';
import { Ask } from '../../../shared/job/Ask';
import { Conditions } from '../../../shared/job/Conditions';
import { PredictedStart } from '../../../shared/job/PredictedStart';

export function QueueTable({ jobs }: { jobs: Job[] }) {
  const t = useTranslate();
  const columns = useMemo(
    (): TableColumnsType<Job> => [
      { title: t('job.job'), key: 'job', render: (_, job) => <JobName {...job} /> },
      { title: t('job.ask'), key: 'ask', width: 126, render: (_, job) => <Ask job={job} /> },
      {
        title: t('job.priority'),
        key: 'priority',
        width: 74,
        render: (_, { priorityClass }) => <PriorityTag value={priorityClass} />,
      },
      {
        title: t('queue.start'),
        key: 'start',
        width: 176,
        render: (_, job) => <PredictedStart job={job} />,
      },
      {
        title: t('queue.reasons'),
        key: 'reasons',
        width: 230,
        render: (_, { conditions }) => <Conditions conditions={conditions} />,
      },
    ],
    [t],
  );
  return (
    <DataList
      label={t('queue.title')}
      rows={jobs}
      rowKey="id"
      columns={columns}
      maxHeight={560}
      card={(job) => (
        <>
          <div className="card-line">
            <JobName {...job} />
            <PriorityTag value={job.priorityClass} />
          </div>
          <div className="card-line">
            <Ask job={job} />
            <PredictedStart job={job} />
          </div>
          <Conditions conditions={job.conditions} />
        </>
      )}
    />
  );
}
