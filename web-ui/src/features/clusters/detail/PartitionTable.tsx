import type { TableColumnsType } from 'antd';
import type { Partition, Run } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { DataList } from '../../../shared/ui/DataList';
import { Heading } from '../../../shared/ui/Heading';
import { Tag } from '../../../shared/ui/Tag';
import { TwoLines } from '../../../shared/ui/TwoLines';

interface PartitionTableProps {
  partitions: Partition[];
  runs: readonly Run[];
}

/** Groups of like nodes, and how much of each is held. */
export function PartitionTable({ partitions, runs }: PartitionTableProps) {
  const t = useTranslate();
  const format = useFormat();
  const held = (one: Partition) =>
    runs.filter(({ partition }) => partition === one.name).reduce((sum, { milliDevices }) => sum + milliDevices, 0);
  const columns: TableColumnsType<Partition> = [
    {
      title: t('explain.partition'),
      key: 'name',
      render: (_, one) => <TwoLines first={<b>{one.name}</b>} second={one.acceleratorModel} />,
    },
    { title: t('clusters.state'), key: 'state', width: 130, render: (_, one) => <Accepting one={one} /> },
    number(t('partitions.perNode'), t('clusters.devicesUnit'), 100, ({ devicesPerNode }) => format.count(devicesPerNode)),
    number(t('clusters.nodes'), t('partitions.usableOfAll'), 130, (one) => `${format.count(one.usableNodes)} / ${format.count(one.nodes)}`),
    number(t('clusters.installed'), t('clusters.devicesUnit'), 100, (one) => format.devices(one.milliDevices)),
    number(t('clusters.schedulable'), t('clusters.devicesUnit'), 110, (one) => format.devices(one.usableMilliDevices)),
    number(t('clusters.allocated'), t('clusters.devicesUnit'), 100, (one) => format.devices(held(one))),
    {
      ...number(t('partitions.gang'), t('clusters.devicesUnit'), 130, () => ''),
      render: (_: unknown, one: Partition) => (
        <span title={t('partitions.gang.hint', { nodes: format.count(startableNodes(one)) })}>
          {format.count(startableNodes(one) * one.devicesPerNode)}
        </span>
      ),
    },
  ];
  return (
    <DataList
      label={t('partitions.title')}
      rows={partitions}
      rowKey="id"
      columns={columns}
      card={(one) => (
        <>
          <div className="card-line">
            <b>{one.name}</b>
            <Accepting one={one} />
          </div>
          <div className="card-line muted">
            <span>
              {one.acceleratorModel} · {t('partitions.nodes', { usable: format.count(one.usableNodes), all: format.count(one.nodes) })}
            </span>
            <span>{t('partitions.held', { held: format.devices(held(one)), of: format.devices(one.usableMilliDevices) })}</span>
          </div>
          <div className="card-line muted">
            <span>{t('partitions.gang')}</span>
            <span>{format.countedDevices(startableNodes(one) * one.devicesPerNode * 1_000)}</span>
          </div>
        </>
      )}
    />
  );
}

/** Whole nodes the next gang could start on. */
const startableNodes = ({ accepting, freeWholeNodes }: Partition) => (accepting ? freeWholeNodes : 0);

function number(title: string, unit: string, width: number, of: (one: Partition) => string) {
  return {
    title: <Heading text={title} unit={unit} />,
    key: title,
    align: 'right' as const,
    width,
    render: (_: unknown, one: Partition) => of(one),
  };
}

function Accepting({ one }: { one: Partition }) {
  const t = useTranslate();
  return one.accepting ? (
    <Tag tone="good">{t('partitions.accepting')}</Tag>
  ) : (
    <Tag tone="warn">{t('partitions.closed')}</Tag>
  );
}
