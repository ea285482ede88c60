import { Button, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import type { Allocation } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { JobName } from '../../../shared/job/JobName';
import { useClocks } from '../../../shared/time/planClock';
import { DataList } from '../../../shared/ui/DataList';
import { Tag } from '../../../shared/ui/Tag';

const PAGE = 50;

interface Row {
  key: string;
  allocation: Allocation;
}

/** The same as the chart, for those who read rather than look: by start. */
export function AllocationTable({ allocations, label }: { allocations: readonly Allocation[]; label: string }) {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, wallNow } = useClocks();
  const [pages, setPages] = useState(1);
  const rows = useMemo(
    (): Row[] =>
      [...allocations]
        .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
        .map((allocation, index) => ({ key: String(allocation.jobId ?? `foreign-${index}`), allocation })),
    [allocations],
  );
  const at = (instant: string | null) =>
    instant === null ? t('running.openEnd') : format.moment(Date.parse(instant), planNow ?? wallNow);
  const columns: TableColumnsType<Row> = [
    { title: t('job.job'), key: 'job', render: (_, { allocation }) => <Name allocation={allocation} /> },
    { title: t('clusters.state'), key: 'state', width: 110, render: (_, { allocation }) => <State allocation={allocation} /> },
    {
      title: t('running.where'),
      key: 'where',
      width: 240,
      render: (_, { allocation }) => `${allocation.cluster}/${allocation.partition}`,
    },
    {
      title: t('clusters.devicesUnit'),
      key: 'devices',
      align: 'right',
      width: 100,
      render: (_, { allocation }) => format.devices(allocation.milliDevices),
    },
    { title: t('gantt.start'), key: 'start', width: 150, render: (_, { allocation }) => at(allocation.start) },
    { title: t('gantt.end'), key: 'end', width: 150, render: (_, { allocation }) => at(allocation.end) },
  ];
  const shown = rows.slice(0, pages * PAGE);
  return (
    <>
      <DataList
        label={label}
        rows={shown}
        rowKey="key"
        columns={columns}
        maxHeight={640}
        card={({ allocation }) => (
          <>
            <div className="card-line">
              <Name allocation={allocation} />
              <State allocation={allocation} />
            </div>
            <div className="card-line muted">
              <span>{`${allocation.cluster}/${allocation.partition} · ${format.countedDevices(allocation.milliDevices)}`}</span>
              <span>{`${at(allocation.start)} → ${at(allocation.end)}`}</span>
            </div>
          </>
        )}
      />
      {shown.length < rows.length ? (
        <p className="empty">
          {t('gantt.shown', { shown: format.count(shown.length), all: format.count(rows.length) })}{' '}
          <Button
            size="small"
            onClick={() => {
              setPages(pages + 1);
            }}
          >
            {t('gantt.showMore')}
          </Button>
        </p>
      ) : null}
    </>
  );
}

function Name({ allocation: { jobId, jobName, tenant, kind } }: { allocation: Allocation }) {
  const t = useTranslate();
  return jobId === null ? (
    <span className="muted">{t('job.anotherTenant')}</span>
  ) : (
    <JobName id={jobId} name={jobName ?? `#${jobId}`} tenant={tenant} kind={kind} />
  );
}

function State({ allocation: { running } }: { allocation: Allocation }) {
  const t = useTranslate();
  return running ? (
    <Tag tone="good">{t('gantt.state.running')}</Tag>
  ) : (
    <Tag tone="accent">{t('gantt.state.planned')}</Tag>
  );
}
