import type { TableColumnsType } from 'antd';
import { useMemo } from 'react';
import type { Cluster } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { Bar } from '../../../shared/ui/Bar';
import { DataList } from '../../../shared/ui/DataList';
import { Tag, type Tone } from '../../../shared/ui/Tag';
import { TwoLines } from '../../../shared/ui/TwoLines';
import { FreshnessCell } from './FreshnessCell';
import './ClusterTable.css';

const STATE_TONES: Record<Cluster['state'], Tone> = {
  ACTIVE: 'good',
  DRAINING: 'warn',
  INACTIVE: 'neutral',
};

export function ClusterTable({ clusters }: { clusters: Cluster[] }) {
  const t = useTranslate();
  const format = useFormat();
  const largest = Math.max(0, ...clusters.map(({ funnel }) => funnel.installed.pflops));
  const scale = useMemo(() => format.flopsScale(largest), [format, largest]);

  const columns = useMemo((): TableColumnsType<Cluster> => {
    const devices = (level: 'installed' | 'schedulable' | 'allocated') => ({
      title: t(`clusters.${level}`),
      key: level,
      align: 'right' as const,
      width: 96,
      render: (_: unknown, { funnel }: Cluster) => format.devices(funnel[level].milliDevices),
    });
    return [
      {
        title: t('clusters.cluster'),
        key: 'name',
        width: 210,
        render: (_, { name, operator }) => <TwoLines first={<b>{name}</b>} second={operator} hint={name} />,
      },
      {
        title: t('clusters.state'),
        key: 'state',
        width: 96,
        render: (_, { state }) => <StateTag state={state} />,
      },
      {
        title: t('clusters.freshness'),
        key: 'freshness',
        width: 140,
        render: (_, cluster) => <FreshnessCell cluster={cluster} />,
      },
      {
        title: t('clusters.devices'),
        key: 'devices',
        children: [devices('installed'), devices('schedulable'), devices('allocated')],
      },
      {
        title: t('clusters.share'),
        key: 'share',
        width: 150,
        render: (_, cluster) => <AllocatedShare cluster={cluster} />,
      },
      {
        title: `${t('clusters.installed')} (${scale.unit})`,
        key: 'flops',
        align: 'right',
        width: 120,
        render: (_, { funnel }) => scale.figure(funnel.installed.pflops),
      },
      {
        title: t('clusters.runs'),
        key: 'runs',
        align: 'right',
        width: 76,
        render: (_, { activeRuns }) => format.count(activeRuns),
      },
      {
        title: t('clusters.nodes'),
        key: 'nodes',
        align: 'right',
        width: 76,
        render: (_, { nodes }) => format.count(nodes),
      },
      {
        title: t('clusters.quarantined'),
        key: 'quarantined',
        align: 'right',
        width: 100,
        render: (_, { quarantinedNodes }) => <Quarantined nodes={quarantinedNodes} />,
      },
    ];
  }, [t, format, scale]);

  return (
    <DataList
      label={t('clusters.title')}
      rows={clusters}
      rowKey="id"
      columns={columns}
      maxHeight={440}
      card={(cluster) => <ClusterCard cluster={cluster} />}
    />
  );
}

function ClusterCard({ cluster }: { cluster: Cluster }) {
  const t = useTranslate();
  const format = useFormat();
  const { funnel } = cluster;
  return (
    <>
      <div className="card-line">
        <b>{cluster.name}</b>
        <StateTag state={cluster.state} />
      </div>
      <div className="card-line muted">
        <span>{cluster.operator}</span>
        <FreshnessCell cluster={cluster} />
      </div>
      <dl className="cluster-figures">
        {(['installed', 'schedulable', 'allocated'] as const).map((level) => (
          <div key={level}>
            <dt>{t(`clusters.${level}`)}</dt>
            <dd>{t('capacity.devices', { devices: format.devices(funnel[level].milliDevices) })}</dd>
          </div>
        ))}
        <div>
          <dt>{t('clusters.installed')}</dt>
          <dd>{format.flops(funnel.installed.pflops)}</dd>
        </div>
        <div>
          <dt>{t('clusters.runs')}</dt>
          <dd>{format.count(cluster.activeRuns)}</dd>
        </div>
        <div>
          <dt>{t('clusters.quarantined')}</dt>
          <dd>
            <Quarantined nodes={cluster.quarantinedNodes} />
          </dd>
        </div>
      </dl>
      <AllocatedShare cluster={cluster} />
    </>
  );
}

function StateTag({ state }: { state: Cluster['state'] }) {
  const t = useTranslate();
  return <Tag tone={STATE_TONES[state]}>{t(`clusterState.${state}`)}</Tag>;
}

function Quarantined({ nodes }: { nodes: number }) {
  const format = useFormat();
  return nodes === 0 ? <span className="muted">0</span> : <Tag tone="warn">{format.count(nodes)}</Tag>;
}

function AllocatedShare({ cluster }: { cluster: Cluster }) {
  const t = useTranslate();
  const format = useFormat();
  const { schedulable, allocated } = cluster.funnel;
  if (schedulable.milliDevices === 0) {
    return <span className="muted">–</span>;
  }
  const share = allocated.milliDevices / schedulable.milliDevices;
  return (
    <div className="cluster-share">
      <Bar share={share} label={`${cluster.name}: ${t('clusters.share')}`} />
      <span>{format.percent(share)}</span>
    </div>
  );
}
