import type { TableColumnsType } from 'antd';
import type { ConsideredPartition, JobSpec } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { DataList } from '../../../shared/ui/DataList';
import { Tag } from '../../../shared/ui/Tag';
import { lackOf, type Tongue } from './words';

interface PartitionsProps {
  partitions: ConsideredPartition[];
  spec: JobSpec;
  tongue: Tongue;
}

/** Every partition the planner looked at, the best first. */
export function Partitions({ partitions, spec, tongue }: PartitionsProps) {
  const t = useTranslate();
  const columns: TableColumnsType<ConsideredPartition> = [
    { title: t('explain.partition'), key: 'partition', width: 240, render: (_, one) => <Place one={one} /> },
    { title: t('explain.lacks'), key: 'lack', render: (_, one) => lackOf(one, spec, tongue) },
    { title: t('explain.heldBy'), key: 'held', width: 330, render: (_, one) => <Holders one={one} tongue={tongue} /> },
  ];
  return (
    <DataList
      label={t('explain.partitions')}
      rows={partitions}
      rowKey="partition"
      columns={columns}
      maxHeight={460}
      card={(one) => (
        <>
          <Place one={one} />
          <span>{lackOf(one, spec, tongue)}</span>
          {one.heldBy.length === 0 ? null : <Holders one={one} tongue={tongue} />}
        </>
      )}
    />
  );
}

function Place({ one }: { one: ConsideredPartition }) {
  const t = useTranslate();
  return (
    <span className="explain-place">
      <b>{one.partition}</b>{' '}
      {one.obstacles.length > 0 ? (
        <Tag tone="neutral">{t('explain.never')}</Tag>
      ) : one.earliestStart === null ? (
        <Tag tone="warn">{t('explain.full')}</Tag>
      ) : (
        <Tag tone="good">{t('explain.possible')}</Tag>
      )}
    </span>
  );
}

const HOLDERS = 3;

function Holders({ one, tongue }: { one: ConsideredPartition; tongue: Tongue }) {
  const t = useTranslate();
  const format = useFormat();
  if (one.heldBy.length === 0) {
    return <span className="muted">–</span>;
  }
  return (
    <ul className="explain-holders">
      {one.heldBy.slice(0, HOLDERS).map(({ jobId, job, devices, until }, index) => (
        <li key={index}>
          {jobId === null ? t('job.anotherTenant') : job} · {format.countedDevices(devices * 1_000)} ·{' '}
          {until === null ? t('running.openEnd') : t('explain.until', { time: format.moment(Date.parse(until), tongue.now) })}
        </li>
      ))}
    </ul>
  );
}
